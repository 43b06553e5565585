/** An article for the first visit. The town, the people and the lighthouse are invented. */
export const EXAMPLE = `Town votes to move its lighthouse, one stone at a time

The lighthouse at Skarn Point will be taken down and rebuilt ninety metres inland before the cliff beneath it gives way, the Vellmouth town council decided on Tuesday.

“We are not saving a building, we are keeping a promise,” said Mayor Ada Quist, who cast the deciding vote. “My grandfather lit that lamp for thirty-one years.”

“It would be a strange town that let its own light fall into the sea.”

The cliff has lost four metres since 2019, according to the county’s coastal survey. Tomas Okafor, the engineer who will lead the work, said that the tower could be numbered, dismantled and stacked again within two summers. He called the plan “slow, noisy and entirely possible”.

“Every stone has a neighbour,” he said, “and we intend to introduce them again.”

Not everybody is persuaded. The Skarn Ratepayers’ Association said in a statement that the cost of £4.2 million was “a lighthouse tax by another name” and would fall on those who could least afford it. Its chairwoman, Ruth Pell, was blunter: “You cannot eat a view.”

“I asked the council in March what would happen if the money ran out,” Pell said. “Nobody could tell me.

“So I ask again, and I will go on asking until somebody does.”

Locals call the tower “the Old Candle”. Ines Varga, a harbour pilot, remembered coming home in the storm of 1987. “My captain pointed at the beam and said, ‘That is the last thing on this coast that does not lie,’” Varga said.

One fisherman said he would believe it when he saw the first stone move.

Work will begin in April if the weather allows, Okafor said. Asked whether she was worried about the cliff, Quist shook her head. “We had better hurry,” she said.
`;
