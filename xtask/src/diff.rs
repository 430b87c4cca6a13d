//! Two texts as one: lines that both have, lines that go, lines that come.

/// `bad` and `good` line by line, each with ` `, `-` or `+` before it.
pub fn lines(bad: &str, good: &str) -> String {
    let (bad, good): (Vec<&str>, Vec<&str>) = (bad.lines().collect(), good.lines().collect());
    let common = common(&bad, &good);
    let (mut left, mut right) = (0, 0);
    let mut text = String::new();
    let mut push = |sign: char, line: &str| {
        text.push(sign);
        text.push_str(line);
        text.push('\n');
    };
    while left < bad.len() || right < good.len() {
        if left < bad.len() && right < good.len() && bad[left] == good[right] {
            push(' ', bad[left]);
            (left, right) = (left + 1, right + 1);
        } else if right == good.len()
            || left < bad.len() && common[left + 1][right] >= common[left][right + 1]
        {
            push('-', bad[left]);
            left += 1;
        } else {
            push('+', good[right]);
            right += 1;
        }
    }
    text
}

/// How many lines the ends of both texts share, from each pair of places on.
fn common(bad: &[&str], good: &[&str]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; good.len() + 1]; bad.len() + 1];
    for left in (0..bad.len()).rev() {
        for right in (0..good.len()).rev() {
            common[left][right] = if bad[left] == good[right] {
                common[left + 1][right + 1] + 1
            } else {
                common[left + 1][right].max(common[left][right + 1])
            };
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn what_differs_stands_where_it_differs() {
        assert_eq!(lines("a\nb\nc", "a\nx\nc"), " a\n-b\n+x\n c\n");
        assert_eq!(lines("", "a"), "+a\n");
        assert_eq!(lines("a", ""), "-a\n");
    }
}
