//! Lists of word processors in one another: each level has its own bullet, and no space before it.

use super::letters::{Sign, is_dash, is_stray, sign};

/// The bullets of the lists that are open, from the outermost.
#[derive(Default)]
pub(super) struct Levels {
    open: Vec<char>,
    /// Whether an empty line stands above.
    pub after_blank: bool,
    /// Whether the list takes the other sign of Markdown, so that it does not join the one before.
    is_other: bool,
}

impl Levels {
    /// Markdown’s sign for the list.
    pub(super) fn sign(&self) -> char {
        if self.is_other { '*' } else { '-' }
    }

    /// The level of a line that begins with this bullet, behind so many spaces.
    pub(super) fn of(&mut self, bullet: char, spaces: usize) -> usize {
        // Spaces make it a list in a list by themselves.
        if spaces > 1 {
            return 0;
        }
        // The round bullet in the font of a word processor.
        let bullet = if bullet == '\u{f0b7}' { '•' } else { bullet };
        if let Some(level) = self.open.iter().position(|open| *open == bullet) {
            self.open.truncate(level + 1);
            return level;
        }
        let is_bullet = |open: &char| sign(*open) == Some(Sign::Bullet) || is_dash(*open) || is_stray(*open);
        match self.open.last() {
            // A hyphen that a program made a dash is the same list.
            Some(above) if is_dash(*above) && is_dash(bullet) => {}
            Some(_) if self.after_blank => {
                self.is_other = !self.is_other;
                self.open = vec![bullet];
            }
            Some(above) if is_bullet(above) && is_bullet(&bullet) => self.open.push(bullet),
            _ => self.open = vec![bullet],
        }
        self.open.len() - 1
    }
}
