//! How far the command is, on a terminal that shows nothing else.

use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::stream::complain;

const WITH_END: &str = "{bar:30} {percent:>3} %  {msg}  {elapsed_precise}, {eta_precise} left";
const WITHOUT_END: &str = "{spinner} {msg}  {elapsed_precise}";

/// A line that tells how far the command is, or nothing where nobody would see it.
#[derive(Clone)]
pub struct Progress(ProgressBar);

impl Progress {
    /// For so many bytes, if it is known how many. `apart` is whether the answers go elsewhere than to the terminal.
    pub fn new(bytes: Option<u64>, apart: bool) -> Self {
        if !apart || !io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, style) = match bytes {
            Some(bytes) => (ProgressBar::new(bytes), WITH_END),
            None => (ProgressBar::new_spinner(), WITHOUT_END),
        };
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// So many bytes of input are done with.
    pub fn passed(&self, bytes: usize) {
        self.0.inc(bytes as u64);
    }

    /// So many texts are answered.
    pub fn answered(&self, texts: usize) {
        if !self.0.is_hidden() {
            self.0.set_message(format!("{texts} answered"));
        }
    }

    /// Tells of a `problem`, above the line.
    pub fn complain(&self, problem: &str) {
        self.0.suspend(|| complain(problem));
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
