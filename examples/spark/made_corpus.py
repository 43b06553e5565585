"""Writes so many made-up news articles, a line each, the same ones each time.

    python3 made_corpus.py 100000 > corpus.ndjson
"""

import json
import random
import sys

FIRST = "Ada Tomas Ruth Imre Lena Oskar Nadia Piet Greta Samir Ingrid Tobias Clara Anton Maya Jonas Vera Emil".split()
LAST = "Quist Okafor Pell Varga Lindqvist Marek Haddad Brandt Solberg Rahimi Castel Novak Ferro Almeida Dunmore Vance".split()
PLACES = ["Ostry", "Harbin Ford", "Lower Marsh", "Kestrel Bay", "Tannery Hill", "Old Quay", "North Fen", "Alder Cross"]
ROLES = ["mayor", "harbour master", "head teacher", "spokeswoman", "union leader", "engineer", "councillor"]
THINGS = ["bridge", "ferry", "market hall", "library", "reservoir", "tram line", "school roof", "sea wall"]
ACTS = ["be rebuilt", "close for the winter", "open again in spring", "cost twice as much", "be sold", "stand another century"]
FEELINGS = ["relieved", "furious", "tired of waiting", "not surprised", "grateful", "worried about the bill"]


def article(number):
    """The article with this number: a head line and five to eight paragraphs."""
    pick = random.Random(number)
    thing, place = pick.choice(THINGS), pick.choice(PLACES)
    people = [(f"{pick.choice(FIRST)} {last}", last, pick.choice(ROLES)) for last in pick.sample(LAST, 3)]
    paragraphs = [f"The {thing} of {place} will {pick.choice(ACTS)}, the council decided on {pick.choice(['Monday', 'Thursday'])}."]
    for at in range(pick.randint(4, 7)):
        name, last, role = people[at % 3]
        who = f"{name}, the {role} of {place}" if at < 3 else last
        act, feeling = pick.choice(ACTS), pick.choice(FEELINGS)
        paragraphs.append(
            pick.choice(
                [
                    f"“The {thing} must {act},” said {who}. “We are {feeling}, and so is everybody here.”",
                    f"{who} said the {thing} would {act} before the year was out.",
                    f"According to {who}, people in {place} are “{feeling}” and want to know who pays.",
                    f"“Nobody asked us,” {last} told reporters. “If it has to {act}, let it {act} soon.”",
                    f"The {thing}, known as “the old lady”, was built {pick.randint(40, 200)} years ago and repaired twice.",
                ]
            )
        )
    return f"{thing.capitalize()} of {place} to {pick.choice(ACTS)}\n\n" + "\n\n".join(paragraphs) + "\n"


def main():
    for number in range(int(sys.argv[1])):
        print(json.dumps({"id": number, "text": article(number)}, ensure_ascii=False))


if __name__ == "__main__":
    main()
