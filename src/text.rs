//! The text model: paragraphs, sentences and tokens over the text as it was given.
//!
//! In: any string. Out: [`Text`], whose spans count bytes into that string.
//! It knows letters, white space and full stops; it does not know which marks
//! pair, who speaks, or what a word means.
//!
//! A line is a paragraph, unless the text is wrapped at a column (as mail and
//! old books are): then blank lines part paragraphs.

use std::borrow::Cow;

use crate::Span;
use crate::forms::hash;
use crate::lexicon;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with what joins them: "don't", "re-litigating", "U.S.".
    Word,
    /// Digits, with what joins them: "1,000", "9.30", "2016".
    Number,
    /// What English hangs on a word by an apostrophe: "'s", "'re", "'ll".
    Clitic,
    /// One character that may be a quotation mark, an apostrophe or a prime.
    Mark,
    /// Other characters: one, or a run of full stops or dashes.
    Punct,
}

/// One token.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Its letters in lower case, apostrophes straight, invisible characters left out. Most
    /// tokens are written so, and need no room of their own.
    pub norm: Cow<'t, str>,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether white space or a line's start stands before it.
    pub spaced: bool,
    /// The index of its sentence.
    pub sentence: usize,
    /// The index of its paragraph.
    pub paragraph: usize,
}

impl Token<'_> {
    /// Whether it is a word or a number.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Number)
    }

    /// Whether its letters are `norm`.
    pub fn is(&self, norm: &str) -> bool {
        self.norm == norm
    }
}

/// A stretch of tokens: a sentence or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it stands, white space around it left out.
    pub span: Span,
    /// Its first token.
    pub first: usize,
    /// The first token after it.
    pub end: usize,
}

impl Run {
    /// Its tokens' indices.
    pub fn tokens(self) -> std::ops::Range<usize> {
        self.first..self.end
    }
}

/// A text and its parts.
#[derive(Clone, Debug)]
pub struct Text<'t> {
    /// The text as it was given.
    pub source: &'t str,
    /// Its tokens in order.
    pub tokens: Vec<Token<'t>>,
    /// Its sentences in order; each within one paragraph.
    pub sentences: Vec<Run>,
    /// Its paragraphs in order; none is empty.
    pub paragraphs: Vec<Run>,
    /// For each token, the first that is of the same kind and has the same
    /// letters: what is looked up by these alone is looked up there, once.
    alike: Vec<u32>,
}

impl<'t> Text<'t> {
    /// Reads `source`. Linear in its length.
    pub fn new(source: &'t str) -> Self {
        let mut text = Self { source, tokens: Vec::new(), sentences: Vec::new(), paragraphs: Vec::new(), alike: Vec::new() };
        let mut chars = Vec::new();
        for span in paragraphs(source) {
            let first = text.tokens.len();
            tokenize(source, span, text.paragraphs.len(), &mut chars, &mut text.tokens);
            let end = text.tokens.len();
            if first < end {
                let span = Span::new(text.tokens[first].span.start, text.tokens[end - 1].span.end);
                text.paragraphs.push(Run { span, first, end });
                text.split_sentences(first, end);
            }
        }
        text.alike = alike(&text.tokens);
        text
    }

    /// What `look_up` says of each token, where its kind and its letters are all that counts.
    pub fn by_word<T: Copy>(&self, look_up: impl Fn(&Token) -> T) -> Vec<T> {
        let mut out: Vec<T> = Vec::with_capacity(self.tokens.len());
        for (token, first) in self.tokens.iter().zip(&self.alike) {
            let known = out.get(*first as usize).copied();
            out.push(known.unwrap_or_else(|| look_up(token)));
        }
        out
    }

    /// The first token that is of the same kind as the one at `at` and has the same letters.
    pub fn first_alike(&self, at: usize) -> usize {
        self.alike.get(at).map_or(at, |first| *first as usize)
    }

    /// The words of `span` as they were given.
    pub fn of(&self, span: Span) -> &'t str {
        self.source.get(span.start..span.end).unwrap_or("")
    }

    /// The words of the token at `index` as they were given; empty past the end.
    pub fn word(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| self.of(token.span))
    }

    /// The lower-case letters of the token at `index`; empty past the end.
    pub fn norm(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.norm.as_ref())
    }

    /// The first token that starts at byte `at` or after it.
    pub fn token_from(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < at)
    }

    /// The tokens that lie wholly or partly in `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.end <= span.start);
        first..self.tokens.partition_point(|token| token.span.start < span.end).max(first)
    }

    /// The span from the token `first` to the token before `end`.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(end.wrapping_sub(1))) {
            (Some(a), Some(b)) if first < end => Span::new(a.span.start, b.span.end),
            (Some(a), _) => Span::new(a.span.start, a.span.start),
            _ => Span::new(self.source.len(), self.source.len()),
        }
    }

    /// The longest sentence, in tokens. What reads a sentence to its end stays
    /// linear so, whatever is pasted; only lists and tables run on for longer.
    const LONGEST_SENTENCE: usize = 400;

    /// The most marks and brackets that are passed on the way to a sentence's first word.
    const MOST_OPENING: usize = 16;

    /// Parts the tokens `first..end` of one paragraph into sentences.
    fn split_sentences(&mut self, first: usize, end: usize) {
        let mut start = first;
        for at in first..end {
            self.tokens[at].sentence = self.sentences.len();
            if at + 1 == end || at + 1 - start >= Self::LONGEST_SENTENCE || self.ends_sentence(at, end) {
                let span = Span::new(self.tokens[start].span.start, self.tokens[at].span.end);
                self.sentences.push(Run { span, first: start, end: at + 1 });
                start = at + 1;
            }
        }
    }

    /// Whether the sentence ends with the token `at`: a full stop and all
    /// that closes behind it, with white space and a capital, a digit or an
    /// opening mark next.
    fn ends_sentence(&self, at: usize, end: usize) -> bool {
        let next = &self.tokens[at + 1];
        if !next.spaced {
            return false;
        }
        // Back over what may close behind the full stop.
        let mut stop = at;
        while self.tokens[stop].kind == TokenKind::Mark || matches!(self.norm(stop), ")" | "]") {
            if stop == 0 || self.tokens[stop].spaced {
                return false;
            }
            stop -= 1;
        }
        let token = &self.tokens[stop];
        let closed = stop < at;
        let abbreviation = token.kind == TokenKind::Word && token.norm.ends_with('.');
        let stops = matches!(token.kind, TokenKind::Punct) && token.norm.ends_with(['.', '!', '?', '…', '。', '！', '？']);
        if !stops && !abbreviation {
            return false;
        }
        // The next word, past marks and brackets that open before it.
        let mut word = at + 1;
        while word + 1 < end.min(at + Self::MOST_OPENING) && matches!(self.tokens[word].kind, TokenKind::Mark | TokenKind::Punct) {
            word += 1;
        }
        let word = &self.tokens[word];
        if word.kind == TokenKind::Word && !word.capital {
            return false;
        }
        if abbreviation && !closed {
            // "U.S. Senate" goes on, "the U.S. The …" does not.
            return !lexicon::is_title_abbreviation(&token.norm)
                && token.norm.len() > 2
                && lexicon::classes(&word.norm) & lexicon::STARTER != 0;
        }
        true
    }
}

/// Whether `c` takes no room of its own: zero-width and soft characters,
/// and the controls of writing direction.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
}

/// `c` in lower case: that of the scripts that names in English articles are
/// spelt in, and `c` itself for any other. The standard library's tables for
/// all scripts weigh 8 KB of gzip in what the browser loads.
pub(crate) fn lower(c: char) -> char {
    let shifted = |by: u32| char::from_u32(c as u32 + by).unwrap_or(c);
    // Where capitals and small letters take turns, the capital first.
    let paired = |first_is_even: bool| if (c as u32).is_multiple_of(2) == first_is_even { shifted(1) } else { c };
    match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => shifted(32),
        'Ѐ'..='Џ' => shifted(80),
        'İ' => 'i',
        'Ÿ' => 'ÿ',
        'ẞ' => 'ß',
        'Ά' => 'ά',
        'Έ'..='Ί' => shifted(37),
        'Ό' => 'ό',
        'Ύ' | 'Ώ' => shifted(63),
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ǟ'..='ǯ' | 'Ǹ'..='ȟ' | 'Ȣ'..='ȳ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỹ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ӿ' => {
            paired(true)
        }
        'Ĺ'..='ň' | 'Ź'..='ž' | 'Ǎ'..='ǜ' | 'Ӂ'..='ӎ' => paired(false),
        _ => c,
    }
}

/// Whether a line ends at `c`.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` may be a quotation mark, an apostrophe or a prime.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '´' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '′' | '″' | '‵' | '‶' | '「'..='』' | '〝'..='〟' | '＂' | '＇' | '｢' | '｣'
    )
}

/// Whether `c` is an apostrophe in any of its shapes.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '`' | '´')
}

/// Whether `c` is a letter or goes with one: combining marks.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// The lines of `source` that hold anything, joined where the text is wrapped.
fn paragraphs(source: &str) -> Vec<Span> {
    let mut lines: Vec<(Span, bool)> = Vec::new(); // with whether a blank line stands before
    let (mut start, mut blank) = (0, true);
    let mut close = |start: usize, end: usize| {
        let line = source.get(start..end).unwrap_or("");
        if line.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            // A carriage return before its line feed is no blank line.
            blank |= !(line.is_empty() && source[..end].ends_with('\r'));
        } else {
            lines.push((Span::new(start, end), blank));
            blank = false;
        }
    };
    for (at, c) in source.char_indices() {
        if ends_line(c) {
            close(start, at);
            start = at + c.len_utf8();
        }
    }
    close(start, source.len());

    if !is_wrapped(source, &lines) {
        return lines.into_iter().map(|(span, _)| span).collect();
    }
    let mut out: Vec<Span> = Vec::new();
    for (span, blank) in lines {
        match out.last_mut() {
            Some(last) if !blank => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}

/// The columns at which text is commonly wrapped.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 50..=90;

/// Whether the lines are those of a wrapped text: blank lines part them, most
/// that are followed by another end in the middle of a sentence, and all are
/// about as long as one column allows.
fn is_wrapped(source: &str, lines: &[(Span, bool)]) -> bool {
    let longest = lines.iter().map(|(span, _)| span.of(source).chars().count()).max().unwrap_or(0);
    if !WRAP_COLUMNS.contains(&longest) {
        return false;
    }
    let (mut followed, mut full) = (0, 0);
    for pair in lines.windows(2) {
        if !pair[1].1 {
            followed += 1;
            // The next word would not have fitted.
            let next = pair[1].0.of(source).split_whitespace().next().map_or(0, |word| word.chars().count());
            full += usize::from(pair[0].0.of(source).trim_end().chars().count() + 1 + next > longest.saturating_sub(8));
        }
    }
    followed >= 4 && full * 4 >= followed * 3
}

/// Appends the tokens of the paragraph at `span`; `chars` is room that is used again and again.
fn tokenize<'t>(source: &'t str, span: Span, paragraph: usize, chars: &mut Vec<(usize, char)>, tokens: &mut Vec<Token<'t>>) {
    chars.clear();
    chars.reserve(span.len());
    chars.extend(span.of(source).char_indices().map(|(at, c)| (span.start + at, c)).filter(|(_, c)| c.is_ascii() || !is_invisible(*c)));
    let end_of = |at: usize| chars.get(at).map_or(span.end, |(byte, c)| byte + c.len_utf8());
    let peek = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    let (mut at, mut spaced) = (0, true);
    while at < chars.len() {
        let (start, c) = chars[at];
        if c.is_whitespace() {
            spaced = true;
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let kind = if is_mark(c)
            && clitic(chars, at)
                .is_none_or(|_| spaced || at == 0 || !is_letter(peek(at - 1)) && !peek(at - 1).is_numeric() && peek(at - 1) != '.')
        {
            TokenKind::Mark
        } else if let Some(length) = is_mark(c).then(|| clitic(chars, at)).flatten() {
            end = at + 1 + length;
            TokenKind::Clitic
        } else if is_letter(c) || c.is_numeric() {
            end = word_end(chars, at);
            if c.is_numeric() && !chars[at..end].iter().any(|(_, c)| c.is_alphabetic()) { TokenKind::Number } else { TokenKind::Word }
        } else {
            if matches!(c, '.' | '-' | '–' | '—' | '_' | '*' | '=' | '!' | '?') {
                while peek(end) == c || (matches!(c, '!' | '?') && matches!(peek(end), '!' | '?')) {
                    end += 1;
                }
            }
            TokenKind::Punct
        };
        let span = Span::new(start, end_of(end - 1));
        let given = span.of(source);
        let straight = |c: char| if is_apostrophe(c) { '\'' } else { lower(c) };
        let small = given.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'`');
        let norm = if small || end == at + 1 && straight(c) == c {
            Cow::Borrowed(given)
        } else if end == at + 1 && straight(c) == '\'' {
            Cow::Borrowed("'")
        } else {
            Cow::Owned(chars[at..end].iter().map(|(_, c)| straight(*c)).collect())
        };
        tokens.push(Token { span, kind, norm, capital: c.is_uppercase(), spaced, sentence: 0, paragraph });
        spaced = false;
        at = end;
    }
}

/// For each token, the first that is of the same kind and has the same letters.
fn alike(tokens: &[Token]) -> Vec<u32> {
    /// No token: there are fewer, for each is a byte at least of a text that fits into memory.
    const NONE: u32 = u32::MAX;
    /// How many other words a word is compared with at the most. Only words that were chosen
    /// for it meet as many; such a one passes for the first of its letters, so that no text takes long.
    const MOST: usize = 256;
    let mut places = vec![NONE; (tokens.len() * 2).next_power_of_two()];
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let hash = hash(token.norm.as_bytes());
        let mut place = (hash ^ hash >> 15) as usize & (places.len() - 1);
        let mut own = at as u32;
        for _ in 0..MOST {
            let first = places[place];
            if first == NONE {
                places[place] = own;
                break;
            }
            let other = &tokens[first as usize];
            if other.norm == token.norm && other.kind == token.kind {
                own = first;
                break;
            }
            place = (place + 1) & (places.len() - 1);
        }
        out.push(own);
    }
    out
}

/// The number of letters after the apostrophe at `at` that make a clitic with it.
fn clitic(chars: &[(usize, char)], at: usize) -> Option<usize> {
    if !chars.get(at).is_some_and(|(_, c)| is_apostrophe(*c)) {
        return None;
    }
    let letters: String = chars[at + 1..].iter().take(3).map(|(_, c)| c.to_ascii_lowercase()).take_while(|c| c.is_alphanumeric()).collect();
    matches!(letters.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m").then_some(letters.len())
}

/// Where the word or number that starts at `at` ends.
fn word_end(chars: &[(usize, char)], at: usize) -> usize {
    let get = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    let inner = |c: char| is_letter(c) || c.is_numeric();
    let mut end = at + 1;
    loop {
        while inner(get(end)) {
            end += 1;
        }
        let (joint, after) = (get(end), get(end + 1));
        let joins = match joint {
            // "don't", "O'Brien", not "he's".
            _ if is_apostrophe(joint) => is_letter(after) && is_letter(get(end - 1)) && clitic(chars, end).is_none(),
            '-' | '‐' | '‑' | '&' | '@' => inner(after),
            '.' | ',' | ':' if after.is_numeric() => get(end - 1).is_numeric(),
            // "U.S.", "a.m.", "example.com", "J.K." but not "end.Next".
            '.' => is_letter(after) && (end - at == 1 || get(end - 2) == '.' || after.is_lowercase() && get(end - 1).is_lowercase()),
            _ => false,
        };
        if !joins {
            break;
        }
        end += 1;
    }
    // The full stop of an abbreviation belongs to it.
    if get(end) == '.' && get(end + 1) != '.' {
        let word: String = chars[at..end].iter().map(|(_, c)| lower(*c)).collect();
        // "No. 5", but "she said no."
        let number = word != "no" || chars[end + 1..].iter().find(|(_, c)| !c.is_whitespace()).is_some_and(|(_, c)| c.is_numeric());
        let initial = end - at == 1 && get(at).is_uppercase() && word != "i";
        if initial
            || word.contains('.') && word.split('.').all(|part| part.chars().count() == 1)
            || number && lexicon::is_abbreviation(&word)
        {
            end += 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        Text::new(source).tokens.iter().map(|token| token.norm.to_string()).collect()
    }

    fn sentences(source: &str) -> Vec<&str> {
        let text = Text::new(source);
        text.sentences.iter().map(|run| text.of(run.span)).collect()
    }

    #[test]
    fn small_letters_are_those_of_the_standard_library() {
        let differ = |c: &char| !c.to_lowercase().eq([lower(*c)]);
        // The one capital whose small letter is two characters.
        assert_eq!(
            ('\0'..='ԯ').chain('Ḁ'..='ỿ').filter(|c| c.is_uppercase()).filter(differ).filter(|c| lower(*c) != *c).collect::<String>(),
            "İ"
        );
        assert!("ÀÉØĄČĐŁŃŐŘŚŠŢŸŽΑΩАЯЁІẠỸ".chars().all(|c| lower(c) != c));
    }

    #[test]
    fn clitics_and_possessives_stand_alone() {
        assert_eq!(words("He’s Putin's man, don’t O’Brien"), ["he", "'s", "putin", "'s", "man", ",", "don't", "o'brien"]);
    }

    #[test]
    fn abbreviations_keep_their_full_stop() {
        assert_eq!(
            words("the U.S. at 9 a.m. says Mr. J. K. Lee."),
            ["the", "u.s.", "at", "9", "a.m.", "says", "mr.", "j.", "k.", "lee", "."]
        );
    }

    #[test]
    fn sentences_end_where_they_should() {
        assert_eq!(
            sentences("Mr. Lee spoke. “Go!” he said. “No.” The U.S. Senate met."),
            ["Mr. Lee spoke.", "“Go!” he said.", "“No.”", "The U.S. Senate met."]
        );
    }

    #[test]
    fn invisible_characters_are_in_spans_but_not_in_words() {
        let text = Text::new("Til\u{200b}ler\u{ad}son\u{a0}spoke\r\nTwo");
        assert_eq!(text.tokens[0].norm, "tillerson");
        assert_eq!(text.word(0), "Til\u{200b}ler\u{ad}son");
        assert_eq!(text.paragraphs.len(), 2);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let wrapped = "It was the best of times, it was the worst of times, it was\nthe age of wisdom, it was the age of foolishness, it was the\nepoch of belief, it was the epoch of incredulity, it was the\nseason of Light, it was the season of Darkness, it was the\nspring of hope, it was the winter of despair.\n\nWe had everything before us.\n";
        assert_eq!(Text::new(wrapped).paragraphs.len(), 2);
        assert_eq!(Text::new("One line.\nAnother line.\nA third.").paragraphs.len(), 3);
    }
}
