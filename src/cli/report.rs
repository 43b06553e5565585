//! What was found, for people: who speaks, and what they say.

use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use whosaid::{Analysis, DiagnosticKind, Kind, Quotation, Span, Speaker, SpeakerKind, analyze};

use super::input::Document;
use super::output::{Output, attribution, number, term, why, words};

/// Where lines are broken: what a terminal has by old custom.
pub const WIDTH: usize = 80;

/// Before the words of a quotation.
pub const INDENT: &str = "      ";

/// Below this an answer is called unsure.
const SURE: f32 = 0.5;

/// One colour after the other for the speakers; red is left to what is wrong.
const COLOURS: [AnsiColor; 6] =
    [AnsiColor::Cyan, AnsiColor::Yellow, AnsiColor::Green, AnsiColor::Magenta, AnsiColor::Blue, AnsiColor::BrightRed];

/// The report.
pub struct Report {
    /// Whether each text is headed by its name.
    headed: bool,
    /// Whether it is written to a terminal that shows colours.
    coloured: bool,
}

impl Report {
    pub fn new(headed: bool, coloured: bool) -> Self {
        Self { headed, coloured }
    }

    fn style(&self, style: Style) -> Style {
        if self.coloured { style } else { Style::new() }
    }

    fn bold(&self) -> Style {
        self.style(Style::new().bold())
    }

    fn dim(&self) -> Style {
        self.style(Style::new().dimmed())
    }

    fn speaker(&self, index: Option<usize>) -> Style {
        self.style(match index {
            Some(index) => Style::new().bold().fg_color(Some(COLOURS[index % COLOURS.len()].into())),
            None => Style::new().bold(),
        })
    }

    fn quotations(&self, out: &mut dyn Write, text: &str, analysis: &Analysis) -> io::Result<()> {
        let mut before = None;
        let said = analysis.quotations.iter().filter(|quotation| quotation.kind != Kind::Term);
        for (index, quotation) in said.enumerate() {
            if before != Some(quotation.speaker) {
                let style = self.speaker(quotation.speaker);
                let speaker = quotation.speaker.and_then(|speaker| analysis.speakers.get(speaker));
                let name = speaker.map_or("Somebody".into(), |speaker| shown(&speaker.name));
                writeln!(out, "\n{style}{name}{style:#}")?;
                before = Some(quotation.speaker);
            }
            let dim = self.dim();
            writeln!(out, "{:>4}  {dim}{}{dim:#}", index + 1, about(text, quotation))?;
            for line in wrapped(&shown(&words(text, &quotation.content)), WIDTH - INDENT.len()) {
                writeln!(out, "{INDENT}{line}")?;
            }
        }
        Ok(())
    }

    fn speakers(&self, out: &mut dyn Write, speakers: &[Speaker]) -> io::Result<()> {
        if speakers.is_empty() {
            return Ok(());
        }
        let bold = self.bold();
        writeln!(out, "\n{bold}Speakers{bold:#}")?;
        for (index, speaker) in speakers.iter().enumerate() {
            let (style, dim) = (self.speaker(Some(index)), self.dim());
            let kind = if speaker.kind == SpeakerKind::Person { String::new() } else { format!(" ({})", term(&speaker.kind)) };
            let description = speaker.description.as_deref().map_or(String::new(), |description| format!(", {}", shown(description)));
            writeln!(out, "{:>4}  {style}{}{style:#}{dim}{kind}{description}{dim:#}", speaker.quotations.len(), shown(&speaker.name))?;
        }
        Ok(())
    }

    fn terms(&self, out: &mut dyn Write, text: &str, analysis: &Analysis) -> io::Result<()> {
        let mut terms = analysis.quotations.iter().filter(|quotation| quotation.kind == Kind::Term).peekable();
        if terms.peek().is_none() {
            return Ok(());
        }
        let bold = self.bold();
        writeln!(out, "\n{bold}In quotation marks, and nobody's words{bold:#}")?;
        for quotation in terms {
            for line in wrapped(&shown(&words(text, &quotation.content)), WIDTH - INDENT.len()) {
                writeln!(out, "{INDENT}{line}")?;
            }
        }
        Ok(())
    }

    fn diagnostics(&self, out: &mut dyn Write, text: &str, analysis: &Analysis) -> io::Result<()> {
        let red = self.style(Style::new().fg_color(Some(AnsiColor::Red.into())));
        if !analysis.diagnostics.is_empty() {
            writeln!(out)?;
        }
        let (mut line, mut from) = (1, 0);
        for diagnostic in &analysis.diagnostics {
            line += Span::new(from, diagnostic.span.start).of(text).matches('\n').count();
            from = diagnostic.span.start;
            let what = match diagnostic.kind {
                DiagnosticKind::UnclosedMark => "a quotation mark opens and nothing closes it",
                DiagnosticKind::UnopenedMark => "a quotation mark closes and nothing opened it",
            };
            writeln!(out, "{red}line {line}: {what}{red:#}")?;
        }
        Ok(())
    }
}

impl Output for Report {
    fn before(&self, first: bool) -> &'static str {
        if first { "" } else { "\n\n" }
    }

    fn document(&self, out: &mut dyn Write, _number: usize, document: &Document) -> io::Result<()> {
        let text = &document.text;
        let analysis = analyze(text);
        let bold = self.bold();
        if self.headed {
            writeln!(out, "{bold}{}{bold:#}", shown(&document.name()))?;
        }
        if let Some(title) = &document.title {
            writeln!(out, "{}", shown(title))?;
        }
        let said = analysis.quotations.iter().filter(|quotation| quotation.kind != Kind::Term).count();
        writeln!(out, "{}, {}", number(said, "quotation"), number(analysis.speakers.len(), "speaker"))?;
        self.quotations(out, text, &analysis)?;
        self.speakers(out, &analysis.speakers)?;
        self.terms(out, text, &analysis)?;
        self.diagnostics(out, text, &analysis)
    }
}

/// Whether what is written goes to a terminal that shows colours.
pub fn coloured() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !unwanted && !dumb
}

/// What is known about `quotation`, in a line.
fn about(text: &str, quotation: &Quotation) -> String {
    let kind = term(&quotation.kind);
    let attribution = shown(&attribution(text, quotation));
    let evidence = if attribution.is_empty() { String::new() } else { format!(": {attribution}") };
    let unsure = if quotation.speaker.is_some() && quotation.confidence < SURE { ", unsure" } else { "" };
    format!("{kind}{unsure}, {}{evidence}", why(quotation.why))
}

/// `text` without what a terminal would obey instead of showing it.
pub fn shown(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { '\u{FFFD}' } else { char }).collect()
}

/// `text` in lines of at most `width` characters, longer words aside.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in text.split(' ') {
        let length = word.chars().count();
        match lines.last_mut() {
            Some((line, used)) if *used + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                *used += 1 + length;
            }
            _ => lines.push((word.to_owned(), length)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}
