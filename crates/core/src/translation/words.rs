//! The words of a translation beside its source: numbered as there, and put back into the bytes of a file.

use std::collections::BTreeMap;

use super::{
    segment::Segment,
    tagged::{Fault, Mark, Shape, next_tag, shown},
};

impl Segment {
    /// For each of its marks the place of the same one in the source.
    pub(super) fn pairs(&self, source: &Segment) -> Vec<Option<usize>> {
        let mut free: Vec<bool> = vec![true; source.marks.len()];
        let mut pairs = vec![None; self.marks.len()];
        for same in
            [(|own: &Mark, other: &Mark| own.key == other.key) as fn(&Mark, &Mark) -> bool, |own, other| {
                own.family().is_some() && own.family() == other.family()
            }]
        {
            for (mark, pair) in self.marks.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
                let fits = |(place, other): &(usize, &Mark)| {
                    free.get(*place) == Some(&true)
                        && other.close.is_some() == mark.close.is_some()
                        && same(mark, other)
                };
                *pair = source.marks.iter().enumerate().find(fits).map(|(place, _)| place);
                if let Some(taken) = pair.and_then(|place| free.get_mut(place)) {
                    *taken = false;
                }
            }
        }
        pairs
    }

    /// The words of a translation as translators get them, with the numbers of the source.
    pub fn text_beside(&self, source: &Segment) -> String {
        let pairs = self.pairs(source);
        shown(&self.tokens, &self.marks, &|mark| pairs.get(mark).copied().flatten().map(|place| place + 1))
    }
}

/// The words of a translator as they are written in the file: each tag becomes the bytes of its mark, those of the translation where
/// it has it already. Of a current translation the tags that it lacks may be lacking.
pub(super) fn written(
    text: &str,
    source: &Segment,
    old: Option<&Segment>,
    is_current: bool,
) -> Result<String, Fault> {
    let mut bytes: BTreeMap<usize, &Mark> = source.marks.iter().enumerate().collect();
    let mut needed: Vec<usize> = (0..source.marks.len()).collect();
    if let Some(old) = old {
        let pairs = old.pairs(source);
        if is_current {
            needed.retain(|place| pairs.contains(&Some(*place)));
        }
        bytes.extend(pairs.iter().zip(&old.marks).filter_map(|(pair, mark)| Some(((*pair)?, mark))));
    }
    let (mut out, mut rest) = (String::new(), text);
    let (mut open, mut seen): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    while let Some((before, tag, after)) = next_tag(rest) {
        out.push_str(before);
        rest = after;
        let place = tag.number.wrapping_sub(1);
        let fault = |kind: fn(String) -> Fault| kind(tag.text.to_owned());
        let mark = bytes.get(&place).ok_or_else(|| fault(Fault::Unknown))?;
        match (tag.shape, &mark.close) {
            (Shape::Close, Some(close)) => {
                if open.pop() != Some(place) {
                    return Err(fault(Fault::Crossed));
                }
                out.push_str(close);
                continue;
            }
            (Shape::Open, Some(_)) => open.push(place),
            (Shape::Sign, None) => {}
            _ => return Err(fault(Fault::Unknown)),
        }
        if seen.contains(&place) {
            return Err(fault(Fault::Doubled));
        }
        seen.push(place);
        out.push_str(&mark.open);
    }
    out.push_str(rest);
    let name = |place: usize| match bytes.get(&place).map(|mark| mark.close.is_some()) {
        Some(true) => format!("<g{}>", place + 1),
        _ => format!("<x{}/>", place + 1),
    };
    if let Some(place) = open.pop() {
        return Err(Fault::Crossed(name(place)));
    }
    match needed.into_iter().find(|place| !seen.contains(place)) {
        Some(place) => Err(Fault::Lost(name(place))),
        None => Ok(out),
    }
}
