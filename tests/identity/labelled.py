"""Made-up news texts in which names come up again, each labelled with whom it means: one number a person.

Each name has texts of one person in several posts, or of several people; what is the same number is one.
"""

from __future__ import annotations

LABELLED: dict[str, tuple[tuple[int, str], ...]] = {
    "John Smith": (
        (1, "John Smith, a lawyer for the Harbour Union, spoke for an hour. Petra Lindholm listened."),
        (1, "Lawyer John Smith said the Harbour Union would appeal. Petra Lindholm did not comment."),
        (1, "The court heard John Smith, the lawyer of the Harbour Union, in Lindby on Tuesday."),
        (2, "Striker John Smith scored twice for Lindby Rovers. Coach Bo Berg was pleased."),
        (2, "Lindby Rovers sold striker John Smith to Odrava City. Bo Berg said that he would miss him."),
        (2, "John Smith, a striker, was hurt when Lindby Rovers met Odrava City on Sunday."),
        (2, "John Smith trained with Lindby Rovers again, as coach Bo Berg said after the match."),
    ),
    "Petra Lindholm": (
        (1, "Energy Minister Petra Lindholm said on Monday that prices would fall."),
        (1, "Finance Minister Petra Lindholm presented the budget of the government in Odrava."),
        (1, "Petra Lindholm, the mayor of Odrava, opened the bridge."),
        (1, "Former Energy Minister Petra Lindholm wrote a book about the winter without gas."),
        (1, "Petra Lindholm was asked about the budget by Karl Maier."),
    ),
    "Ana Ruiz": (
        (1, "Ana Ruiz, a singer from Lindby, fills the opera house. Her pianist is Tom Baker."),
        (1, "The singer Ana Ruiz has a new record with Tom Baker, which was made in Odrava."),
        (1, "Ana Ruiz sings with Tom Baker on Friday."),
        (2, "Ana Ruiz, a biologist at the Odrava Institute, counted the eels. Nils Ek helped her."),
        (2, "Biologist Ana Ruiz of the Odrava Institute found more eels than Nils Ek had thought."),
        (2, "The eels are back, said Ana Ruiz. Nils Ek of the Odrava Institute agreed."),
    ),
    "Karl Voss": (
        (1, "Footballer Karl Voss won the cup with Lindby Rovers."),
        (1, "Karl Voss, a footballer of Lindby Rovers, ends his career."),
        (1, "Karl Voss, the former footballer of Lindby Rovers, wants to be a senator for the Sea Party."),
        (1, "Senator Karl Voss of the Sea Party voted against the law."),
        (1, "The Sea Party follows Senator Karl Voss."),
    ),
    "Maria Ortega": (
        (1, "Maria Ortega, the chief executive of Acme Holdings, resigned."),
        (1, "Acme Holdings chief executive Maria Ortega was paid less."),
        (1, "Maria Ortega, now chief executive of Bolt Bank, hired four people."),
        (1, "Bolt Bank chief executive Maria Ortega expects a good year."),
    ),
    "Eva Holm": (
        (1, "Judge Eva Holm sent the two men to prison."),
        (1, "The trial was ended by Judge Eva Holm."),
        (1, "Judge Eva Holm asked the witness Lars Sand twice."),
        (2, "Novelist Eva Holm reads from her seventh book at the library."),
        (2, "The prize goes to novelist Eva Holm, whom Greta Falk calls a friend."),
        (2, "Eva Holm, a novelist and a friend of Greta Falk, lives in Paris."),
    ),
    "Tom Dahl": (
        (1, "Farmer Tom Dahl lost forty sheep in the flood."),
        (1, "Tom Dahl, a councillor in Lindby, asked for a new dyke."),
        (1, "Tom Dahl stood at the dyke."),
    ),
}
