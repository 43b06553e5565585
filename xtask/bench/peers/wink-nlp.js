// Finds no quotations; its sentences, entities and parts of speech are what one would look for them with.

import winkNLP from "wink-nlp";
import model from "wink-eng-lite-web-model";

const nlp = winkNLP(model);

export default (text) => {
  const doc = nlp.readDoc(text);
  return [doc.sentences().out(), doc.entities().out(), doc.tokens().out(nlp.its.pos)];
};
