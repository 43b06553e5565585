/** Two articles about one evening, and what was said there. The ferry, the town and its people are invented. */

export const FIRST = `Ferry to Larkness to stop in winter

The night ferry between Vellmouth and Larkness will not sail from November to March, the harbour board decided on Thursday.

“This was the hardest decision of my eleven years on the board, harder than closing the fish market, and I would not wish it on my successor,” said its chairman, Edmund Sorley. “The boat carries four passengers on a winter night.”

Sorley promised that nobody would be stranded. “We will pay for every taxi, every bed and every missed connection until the spring timetable begins,” he said.

The islanders had filled the hall. “You have taken our hospital, our bank and now our boat,” said Greta Holm, who runs the island’s only bakery. “What is left for you to take?”

Holm said that the island would lose a third of its families within two winters if the ferry stopped.

“I have heard promises from this board before, and I have the letters to prove it,” Holm said.

“This vote was a funeral with coffee, and nobody even brought a cake,” said Captain Iver Dunn, who has sailed the route since 1998.

“The sea never cancelled on me,” he told the board.
`;

export const SECOND = `Night boat to Larkness cut for the winter

There was shouting in the town hall on Thursday when the harbour board ended the winter sailings to Larkness.

“This was the hardest decision of my eleven years on the board … and I would not wish it on my successor,” chairman Edmund Sorley told the meeting.

“The boat carries four passengers on a winter night,” he said, to laughter.

“We will pay for every taxi, every bed and every missed train until the spring timetable starts,” Sorley said.

Greta Holm, a baker, stood up first. “You have taken our hospital, our bank and now our boat. I have heard promises from this board before,” she said.

“A third of the island’s families will leave within two winters if the ferry stops,” Holm warned.

Iver Dunn, the captain, called the evening “a funeral with coffee”.

Sorley’s deputy, Nadia Frome, was not moved. “Nobody is entitled to an empty boat,” she said.
`;

export const TRANSCRIPT = `CHAIRMAN SORLEY: I shall be brief. This was the hardest decision of my eleven years on the board, harder than closing the fish market, and I would not wish it on my successor. On a winter night the boat carries four passengers. Four.

(Shouting.)

CHAIRMAN SORLEY: Nobody will be stranded. We will pay for every taxi, every bed and every missed connection until the spring timetable begins. You have my word.

MS HOLM: Your word. You have taken our hospital, our bank, our post office and now our boat. I ask the board: what is left for you to take?

CHAIRMAN SORLEY: Please let everybody finish.

MS HOLM: A third of our families will be gone within two winters if the ferry stops. I have heard promises from this board before. I have the letters to prove it.

CAPTAIN DUNN: I have sailed since 1998, and I have not missed a night. This vote was a funeral with coffee, and nobody even brought a cake.
`;
