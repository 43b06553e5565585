//! Closed lists of English words, and the classes that they make.
//!
//! Words are in lower case with straight apostrophes, as [`norm`](crate::text::Token::norm) has them.

use std::sync::LazyLock;

use crate::word_table::WordTable;

/// Classes that a word belongs to: a set, as bits.
pub(crate) type Classes = u32;
/// A word that opens a noun phrase.
pub(crate) const DETERMINER: Classes = 1;
/// A pronoun that can be a subject.
pub(crate) const SUBJECT_PRONOUN: Classes = 1 << 1;
/// A pronoun that cannot.
pub(crate) const OTHER_PRONOUN: Classes = 1 << 2;
/// A preposition.
pub(crate) const PREPOSITION: Classes = 1 << 3;
/// A word that joins clauses.
pub(crate) const CONJUNCTION: Classes = 1 << 4;
/// A pronoun that opens a relative clause.
pub(crate) const RELATIVE: Classes = 1 << 5;
/// A verb that stands before another verb.
pub(crate) const AUXILIARY: Classes = 1 << 6;
/// An adverb as stands between a subject and its verb.
pub(crate) const ADVERB: Classes = 1 << 7;
/// A word for a point in time.
pub(crate) const TIME: Classes = 1 << 8;
/// A word that commonly starts a sentence.
pub(crate) const STARTER: Classes = 1 << 9;

/// A verb that reports whole sentences.
const SAYS: Classes = 1 << 10;
/// A verb that reports a state of mind.
const THINKS: Classes = 1 << 11;
/// A verb that reports fragments.
const NAMES: Classes = 1 << 12;

/// What an apostrophe at its start leaves of a word.
const ELISION: Classes = 1 << 13;
/// A title before a name, without its full stop.
const TITLE: Classes = 1 << 14;
/// Another word that ends in a full stop of its own, without it.
const ABBREVIATION: Classes = 1 << 15;
/// A word that only ends like an adverb.
const NO_ADVERB: Classes = 1 << 16;
/// An adjective or a number that stands before plurals which look like verbs.
pub(crate) const ADJECTIVE: Classes = 1 << 17;

/// All classes of `word`.
pub(crate) fn classes(word: &str) -> Classes {
    listed(word) | if ends_like_adverb(word) { ADVERB } else { 0 }
}

/// The classes whose list holds `word`.
fn listed(word: &str) -> Classes {
    static LISTED: LazyLock<WordTable> = LazyLock::new(|| {
        WordTable::new(&[
            (DETERMINER, DETERMINERS),
            (SUBJECT_PRONOUN, SUBJECT_PRONOUNS),
            (OTHER_PRONOUN, OTHER_PRONOUNS),
            (PREPOSITION, PREPOSITIONS),
            (CONJUNCTION, CONJUNCTIONS),
            (RELATIVE, RELATIVES),
            (AUXILIARY, AUXILIARIES),
            (ADVERB, ADVERBS),
            (TIME, TIMES),
            (STARTER, STARTERS),
            (SAYS, SAYING),
            (THINKS, THINKING),
            (NAMES, NAMING),
            (ELISION, ELISIONS),
            (TITLE, TITLE_ABBREVIATIONS),
            (ABBREVIATION, ABBREVIATIONS),
            (NO_ADVERB, NO_ADVERBS),
            (ADJECTIVE, ADJECTIVES),
        ])
    });
    LISTED.get(word)
}

/// Titles that stand before a name, without their full stop.
const TITLE_ABBREVIATIONS: &str = "\
    adm ald atty brig capt cmdr col cpl del det dr fr gen gov hon lt maj mr mrs ms msgr pres prof pvt rep \
    reps rev sen sens sgt sr st supt";

/// Other words that end in a full stop of their own, without it.
const ABBREVIATIONS: &str = "\
    apr aug ave blvd bros calif co conn corp dec dept est etc feb fla ft inc jan jr jul jun ltd mass mich minn mt no nov oct okla \
    penn rd sep sept tenn va vol vs wis";

/// Words that follow a full stop far more often than they follow an abbreviation in mid-sentence.
const STARTERS: &str = "\
    a according after all also although an and as asked at because before both but by during each even for from he her here his how \
    however i if in instead it its last many more most my no not now of on once one only or other our she since so some still such \
    that the their then there these they this those though to under we what when where while who why with yet you";

/// Words whose first letters an apostrophe stands for, without it.
const ELISIONS: &str = "\
    bout cause cept coz em er ere fraid gainst hood im kay loo n nam neath nother nough nuff pon round sblood scuse spect tain til \
    till tis tude twas tween twere twill twixt twould un ya zounds";

/// Whether `word` is what an apostrophe at its start leaves of a word: 'tis, 'em.
pub(crate) fn is_elision(word: &str) -> bool {
    listed(word) & ELISION != 0
}

/// Verbs (in their plain form) that report what somebody said or wrote, whole sentences of it.
const SAYING: &str = "\
    acknowledge add admit advertise advise agree allege announce answer argue ask assert assure beg begin bellow bemoan blurt boast \
    caution chant charge chide chirp chuckle claim clarify complain concede conclude confess confirm contend continue counter croak \
    crow cry deadpan declare demand deny disclose drawl echo elaborate email emphasise emphasize enquire estimate exclaim explain \
    finish forecast gasp grin groan growl grumble gush hint hiss holler imply indicate inform inquire insist interject interrupt \
    intone joke lament laugh maintain moan mumble murmur muse mutter narrate nod note object observe offer opine pant plead pledge \
    post predict proclaim profess promise pronounce protest quip rave recall recite reckon recount reiterate relate remark remind \
    repeat reply report respond retort retweet reveal roar say scoff scold scream shout shrug sigh signal smile snap snarl sneer \
    speculate stammer state stress suggest summarise summarize taunt tease tell testify text theorize thunder tweet urge venture \
    volunteer vow warn whisper wonder write yell";

/// Verbs that report a belief, a wish or a finding rather than words.
const THINKING: &str = "\
    assume believe consider decide doubt expect fear feel find guess hope imagine know learn realise realize see suspect think \
    understand want wish worry";

/// Verbs that report words by what they call something, in fragments rather than sentences.
const NAMING: &str = "\
    accuse applaud assail attack bash berate blame blast brand call challenge champion characterise characterize chastise cite coin \
    commend compare condemn credit criticise criticize decry deem defend denounce deride describe discuss dismiss dub express hail \
    insult invoke issue label lambast lambaste liken mention mock nickname outline point portray praise question quote rail read \
    rebuke refer reference reject release ridicule rip slam slur speak talk term thank threaten tout trumpet use voice";

/// Verb forms that no rule of spelling leads back to the plain form: sorted by form.
const IRREGULAR: &[(&str, &str)] = &[
    ("began", "begin"),
    ("begun", "begin"),
    ("felt", "feel"),
    ("found", "find"),
    ("knew", "know"),
    ("known", "know"),
    ("learnt", "learn"),
    ("read", "read"),
    ("said", "say"),
    ("saw", "see"),
    ("seen", "see"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("thought", "think"),
    ("told", "tell"),
    ("understood", "understand"),
    ("written", "write"),
    ("wrote", "write"),
];

/// The form a verb stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "say".
    Plain,
    /// "says": also the plural of the noun.
    Present,
    /// "said": also the participle.
    Past,
    /// "saying".
    Progressive,
}

/// How a verb reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reports {
    /// Whole sentences: "said".
    Saying,
    /// A state of mind: "believes".
    Thinking,
    /// Fragments: "called it".
    Naming,
}

/// How `word` reports and the form it stands in, if it is a verb that does.
pub(crate) fn reporting_verb(word: &str) -> Option<(Reports, Form)> {
    let class = |lemma: &str| match listed(lemma) {
        classes if classes & SAYS != 0 => Some(Reports::Saying),
        classes if classes & THINKS != 0 => Some(Reports::Thinking),
        classes if classes & NAMES != 0 => Some(Reports::Naming),
        _ => None,
    };
    if let Ok(index) = IRREGULAR.binary_search_by(|(form, _)| (*form).cmp(word)) {
        return class(IRREGULAR[index].1).map(|reports| (reports, Form::Past));
    }
    if let Some(reports) = class(word) {
        return Some((reports, Form::Plain));
    }
    // Spelling: says, notes, replies; noted, asked, replied, quipped; noting, asking, quipping.
    let stem = |suffix: &str| word.strip_suffix(suffix).filter(|stem| stem.len() > 1);
    let undoubled = |stem: &str| {
        let mut back = stem.chars().rev();
        let last = back.next()?;
        (back.next() == Some(last)).then(|| stem[..stem.len() - last.len_utf8()].to_owned())
    };
    let try_stem =
        |stem: &str| class(stem).or_else(|| class(&format!("{stem}e"))).or_else(|| undoubled(stem).and_then(|stem| class(&stem)));
    if let Some(reports) = stem("ies").or_else(|| stem("ied")).and_then(|stem| class(&format!("{stem}y"))) {
        return Some((reports, if word.ends_with('s') { Form::Present } else { Form::Past }));
    }
    if let Some(reports) = stem("ing").and_then(try_stem) {
        return Some((reports, Form::Progressive));
    }
    if let Some(reports) = stem("ed").and_then(try_stem) {
        return Some((reports, Form::Past));
    }
    if let Some(reports) = stem("s").and_then(class).or_else(|| stem("es").and_then(class)) {
        return Some((reports, Form::Present));
    }
    None
}

/// Words that open a noun phrase.
const DETERMINERS: &str = "\
    a all an another any both countless dozens each eight either every few five four her his hundreds its many most my neither nine \
    no numerous one other our seven several six some such ten that the their these this those thousands three two various your";

/// Pronouns that can be the subject of a verb.
const SUBJECT_PRONOUNS: &str = "\
    anyone everybody everyone he i it many nobody none others she some somebody someone they we you";

/// Pronouns that cannot.
const OTHER_PRONOUNS: &str = "\
    hers herself him himself itself me mine myself ours ourselves theirs them themselves us yours yourself";

/// Prepositions.
const PREPOSITIONS: &str = "\
    about above across after against along amid among amongst around as at before behind below beneath beside besides between beyond \
    by despite down during except for from in inside into like near of off on onto out outside over past per regarding since than \
    through throughout till to toward towards under underneath until up upon via with within without";

/// Words that join clauses.
const CONJUNCTIONS: &str = "\
    although and because but how if lest nor once or provided so that though unless what when whenever where whereas wherever \
    whether while why yet";

/// Pronouns that open a relative clause.
const RELATIVES: &str = "\
    which who whom whose";

/// Verbs that stand before another verb.
const AUXILIARIES: &str = "\
    'd 'll 'm 're 've am are be been being can can't could couldn't did didn't do does doesn't don't had hadn't has hasn't have \
    haven't is isn't may might must shall should shouldn't was wasn't were weren't will won't would wouldn't";

/// Adverbs between a subject and its verb that do not end in -ly.
const ADVERBS: &str = "\
    afterward afterwards again almost aloud already also always back before elsewhere even ever first further here herself himself \
    instead itself just later long meanwhile merely more much never next not now often once only perhaps previously quite rather \
    recently simply sometimes soon still themselves then there thereafter thus today together tomorrow tonight too twice very well \
    yesterday yet";

/// Words for a point in time.
const TIMES: &str = "\
    afternoon ago apr. april aug. august dec. december earlier evening feb. february fri. friday jan. january july june later mar. \
    march may mon. monday month morning night nov. november oct. october sat. saturday sept. september sun. sunday thu. thursday \
    today tomorrow tonight tue. tuesday wed. wednesday week weekend year yesterday";

/// Adjectives and numbers that stand before plurals which look like verbs.
const ADJECTIVES: &str =
    "certain earlier false few many more most new other own previous public recent several similar such these those three two";

/// Words that only end like adverbs.
const NO_ADVERBS: &str = "ally assembly billy daily early emily family holly italy july kelly molly only rally reply sally";

/// Whether `word` ends as adverbs of manner do.
fn ends_like_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && listed(word) & NO_ADVERB == 0
}

/// Whether `word` reports to somebody, who stands behind it: "told the council".
pub(crate) fn tells(word: &str) -> bool {
    matches!(word, "told" | "tells" | "telling" | "asked" | "asks" | "reminded" | "assured" | "warned" | "informed" | "advised")
}

/// Whether `word`, with its full stop, is a title before a name.
pub(crate) fn is_title_abbreviation(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|word| listed(word) & TITLE != 0)
}

/// Whether `word`, without its full stop, is an abbreviation.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    listed(word) & (ABBREVIATION | TITLE) != 0
}

#[cfg(test)]
mod tests {
    #[test]
    fn verbs_in_every_form() {
        use super::{Form, Reports, reporting_verb};
        for word in ["said", "told", "notes", "replied", "replies", "quipped", "adding", "tweeting", "says", "insists", "declared"] {
            assert!(matches!(reporting_verb(word), Some((Reports::Saying, _))), "{word}");
        }
        assert_eq!(reporting_verb("saying"), Some((Reports::Saying, Form::Progressive)));
        assert_eq!(reporting_verb("called"), Some((Reports::Naming, Form::Past)));
        assert_eq!(reporting_verb("table"), None);
    }
}
