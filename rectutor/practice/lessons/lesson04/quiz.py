"""The quiz of lesson 04. Numbers in it can be worked out with a pencil; none depends on a run."""

from rectutor.practice.quizzes import multiple, number, other, right, single, slip

QUIZ = [
    single(
        "A film is well known to the model, a user is new: $b_u = 0$ and $p_u = 0$. What does it predict?",
        right(
            r"$\mu + b_i$",
            "With $p_u = 0$ the dot product is 0, whatever $q_i$ is. What remains is how the film is rated on average.",
        ),
        other(
            r"$\mu$",
            "That holds when the film is new too. This one has a bias of its own: which term knows it?",
        ),
        other(
            r"$\mu + b_i + q_i$",
            "$q_i$ is a vector, a prediction is one number. What does $p_u \\cdot q_i$ become when $p_u$ is 0?",
        ),
        other(
            "nothing: a new user cannot be scored",
            "Each term can be filled in, some with 0. Which of the four still say something?",
        ),
    ),
    number(
        r"$\mu = 3.5$, $b_u = -0.5$, $b_i = 0.25$, $p_u = (1, -1)$, $q_i = (1, 0.25)$. What is $\hat r_{ui}$?",
        4.0,
        r"$3.5 - 0.5 + 0.25 + (1 \cdot 1 - 1 \cdot 0.25) = 4$.",
        slip(4.25, "The biases are missing: $b_u + b_i = -0.25$."),
        slip(3.25, r"Is $(1 - 1)\cdot(1 + 0.25)$ a dot product? Multiply place by place first, then add."),
        slip(2.5, "The dot product was subtracted. Does it raise the prediction or lower it?"),
        slip(4.5, "Look at the second product: $-1$ times $0.25$."),
        slip(0.75, "That is $p_u \\cdot q_i$ alone. What would a user without any taste get?"),
        slip(3.625, "That is the mean of the two products. The formula adds them up."),
        otherwise="Add four terms: the mean, two biases and one dot product, $1 \\cdot 1 + (-1) \\cdot 0.25$.",
        unit="stars",
    ),
    multiple(
        "Which of these does training learn from the ratings, step by step?",
        right("the biases $b_u$ and $b_i$", "They start at 0, and each rating moves two of them."),
        right("the vectors $p_u$ and $q_i$", "They start as small random numbers, and each rating moves one of each."),
        other(
            "the number of factors $k$", "$k$ is chosen before training starts: it says how many numbers a vector has."
        ),
        other(r"the learning rate $\eta$", r"$\eta$ is chosen before training starts: it says how far one step goes."),
        other(
            r"the regularisation $\lambda$",
            r"$\lambda$ is chosen. Training alone would always prefer 0, which fits the training ratings best.",
        ),
    ),
    single(
        "Every $p_u$ and every $q_i$ starts at exactly 0. What becomes of them?",
        right(
            "they stay 0 for ever",
            r"The step of $p_u$ is $\eta\,(e_{ui} q_i - \lambda p_u)$, 0 when both are 0; so is that of $q_i$. "
            "Only the biases learn.",
        ),
        other(
            "they learn a little more slowly",
            "Put $p_u = 0$ and $q_i = 0$ into the two lines of the update. How long is the step?",
        ),
        other(
            "they all become equal, then differ",
            "That is closer to a start at the same number that is not 0. Put 0 into the two lines: does anything move?",
        ),
        other(
            "they diverge",
            "For that a step has to be large. How large is $e_{ui} q_i$ when $q_i$ is 0?",
        ),
    ),
    single(
        r"You raise $\lambda$ and train until nothing moves. What happens to the error on **training** ratings?",
        right(
            "it is higher",
            "Shorter vectors fit the training ratings less closely. The gain, if there is one, shows on ratings not "
            "learned from.",
        ),
        other(
            "it is lower",
            "What keeps a model from learning its ratings by heart cannot make it fit them better. Which error did "
            "you think of?",
        ),
        other(
            "it stays the same",
            r"$\lambda$ pulls every parameter towards 0, away from the best fit. Can the fit stay as good?",
        ),
    ),
    number(
        "The toy table has 6 users and 8 films. How many numbers does training move when $k = 2$, biases included?",
        42,
        r"Each user and each film has a bias and two factors: $(6 + 8) \cdot (2 + 1) = 42$. The table has 39 ratings.",
        slip(43, "$\\mu$ is the mean of the ratings: it is computed once, no step moves it."),
        slip(28, "These are the vectors. Each user and each film has one number more."),
        slip(14, "These are the biases. How many numbers does a vector add?"),
        slip(
            48,
            "That is the number of cells in the table. The model has numbers for users and for films, not for cells.",
        ),
        slip(96, "Factors belong to a user or to a film, not to a pair of them."),
        otherwise="How many numbers belong to one user? As many belong to one film. Then count users and films.",
    ),
    multiple(
        "Without a minimum number of ratings, films with very few ratings crowd the top of the lists. Which reasons "
        "are true?",
        right(
            "a few high ratings give a film a high bias, which more ratings would have lowered",
            "Its vector is partly chance as well, and differs from start to start.",
        ),
        right(
            "the top of a list picks the highest of thousands of values, and noise makes some of them too high",
            "The maximum of many noisy values is mostly one whose noise is high. Accuracy on average does not help "
            "there.",
        ),
        other(
            "films with few ratings are better films",
            "Nothing of the kind is known of them: that is what few ratings mean.",
        ),
        other(
            "RMSE rewards models that rank rare films high",
            "RMSE looks at films that were rated, each by itself. What stands at the top of a list, it does not see.",
        ),
    ),
]
