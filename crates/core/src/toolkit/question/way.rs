//! The way through the questions: from which one comes to which, how deep it goes, and where it goes round in a circle.

use std::collections::{HashMap, VecDeque};

use super::Question;

/// Which answers lead from question to question. Questions are named by their index in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// For each question its answers that lead to a question: the index of the answer, and that of the question.
    leads: Vec<Vec<(usize, usize)>>,
    /// For each question the one from which one comes to it soonest.
    before: Vec<Option<usize>>,
    /// Whether an answer of another question leads to each.
    led_to: Vec<bool>,
}

/// What one meets who walks every way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The answers that lead back to a question on the way to them: the index of the question, and that of the answer.
    pub loops: Vec<(usize, usize)>,
    /// How many questions the longest way to each has, with it; 0 where no way leads.
    pub depth: Vec<usize>,
}

/// Where a walk is with a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    New,
    Open,
    Done,
}

impl Way {
    /// The way through these questions.
    pub fn of(questions: &[Question]) -> Self {
        let ids = questions.iter().enumerate().map(|(at, question)| (question.id.as_str(), at));
        let ids: HashMap<&str, usize> = ids.collect();
        let leads = |question: &Question| {
            let answers = question.answers.iter().enumerate();
            answers.filter_map(|(at, answer)| Some((at, *ids.get(answer.to.trim())?))).collect()
        };
        let leads: Vec<Vec<(usize, usize)>> = questions.iter().map(leads).collect();
        let mut led_to = vec![false; leads.len()];
        for (from, own) in leads.iter().enumerate() {
            own.iter().filter(|(_, to)| *to != from).for_each(|(_, to)| led_to[*to] = true);
        }
        Self { before: soonest(&leads), leads, led_to }
    }

    /// The question from which one comes to this one soonest; none for the first, and for those to which no way leads.
    pub fn before(&self, question: usize) -> Option<usize> {
        self.before.get(question).copied().flatten()
    }

    /// Whether some answer of another question leads to this one.
    pub fn is_led_to(&self, question: usize) -> bool {
        self.led_to.get(question).copied().unwrap_or_default()
    }

    /// Walks every way. It keeps its own stack, so that a very long list cannot exhaust that of the program.
    pub fn walk(&self) -> Walk {
        let mut steps = vec![Step::New; self.leads.len()];
        let (mut loops, mut done) = (Vec::new(), Vec::new());
        for start in 0..self.leads.len() {
            if steps[start] != Step::New {
                continue;
            }
            steps[start] = Step::Open;
            let mut stack = vec![(start, 0)];
            while let Some((at, next)) = stack.last_mut() {
                let at = *at;
                let Some((answer, to)) = self.leads[at].get(*next).copied() else {
                    steps[at] = Step::Done;
                    done.push(at);
                    stack.pop();
                    continue;
                };
                *next += 1;
                match steps[to] {
                    Step::New => {
                        steps[to] = Step::Open;
                        stack.push((to, 0));
                    }
                    Step::Open => loops.push((at, answer)),
                    Step::Done => {}
                }
            }
        }
        done.reverse();
        Walk { loops, depth: self.depth(&done) }
    }

    /// The longest ways, along questions in an order in which each stands before those to which it leads.
    fn depth(&self, order: &[usize]) -> Vec<usize> {
        let mut depth = vec![0; self.leads.len()];
        let mut passed = depth.clone();
        depth.first_mut().into_iter().for_each(|first| *first = 1);
        for at in order {
            passed[*at] = 1;
            // What leads back to a question that was passed is a loop, and has no longest way.
            for (_, to) in self.leads[*at].iter().filter(|(_, to)| passed[*to] == 0) {
                if depth[*at] > 0 {
                    depth[*to] = depth[*to].max(depth[*at] + 1);
                }
            }
        }
        depth
    }
}

/// For each question the one from which one comes to it soonest.
fn soonest(leads: &[Vec<(usize, usize)>]) -> Vec<Option<usize>> {
    let mut before = vec![None; leads.len()];
    let mut waiting: VecDeque<usize> = (0..leads.len().min(1)).collect();
    while let Some(at) = waiting.pop_front() {
        for (_, to) in &leads[at] {
            if *to != 0 && before[*to].is_none() {
                before[*to] = Some(at);
                waiting.push_back(*to);
            }
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    /// Questions, each with those to which its answers lead.
    fn way(leads: &[(&str, &[&str])]) -> Way {
        let entry = |(id, to): &(&str, &[&str])| {
            let answers: Vec<String> =
                to.iter().map(|to| format!("{{text: {{fr: x}}, to: '{to}'}}")).collect();
            format!("- {{id: {id}, question: {{fr: x}}, answers: [{}]}}\n", answers.join(", "))
        };
        let text: String = leads.iter().map(entry).collect();
        let read = yaml::read::<Vec<Question>>(&text, &"content/paths.yaml".into(), 0);
        assert_eq!(read.diagnostics, []);
        Way::of(&read.value.expect("questions"))
    }

    #[test]
    fn the_way_back_is_the_shortest_and_the_depth_that_of_the_longest() {
        let way = way(&[("a", &["b", "c", "suivre"]), ("b", &["c"]), ("c", &["guide:b"]), ("d", &["c"])]);
        assert_eq!([0, 1, 2, 3].map(|at| way.before(at)), [None, Some(0), Some(0), None]);
        let walk = way.walk();
        assert_eq!((walk.depth, walk.loops), (vec![1, 2, 3, 0], vec![]));
        assert_eq!([1, 3].map(|at| way.is_led_to(at)), [true, false]);
        assert_eq!(Way::of(&[]).walk(), Walk::default());
    }

    #[test]
    fn an_answer_that_leads_back_is_a_loop_wherever_it_stands() {
        let way = way(&[("a", &["b"]), ("b", &["suivre", "a", "b"]), ("c", &["d"]), ("d", &["c"])]);
        let walk = way.walk();
        assert_eq!(walk.loops, [(1, 1), (1, 2), (3, 0)]);
        assert_eq!(walk.depth, [1, 2, 0, 0]);
        assert!(!way.is_led_to(1) || way.before(1) == Some(0));
    }

    #[test]
    fn a_long_chain_is_walked_to_its_end() {
        let ids: Vec<String> = (0..5000).map(|at| format!("q{at}")).collect();
        let next: Vec<Vec<&str>> =
            (0..5000).map(|at| ids.get(at + 1).map(String::as_str).into_iter().collect()).collect();
        let leads: Vec<(&str, &[&str])> =
            ids.iter().zip(&next).map(|(id, to)| (id.as_str(), to.as_slice())).collect();
        assert_eq!(way(&leads).walk().depth.last(), Some(&5000));
    }
}
