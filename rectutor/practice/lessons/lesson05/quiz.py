"""The quiz of lesson 05. Numbers in it can be worked out with a pencil; none depends on a run."""

from rectutor.practice.quizzes import multiple, number, other, right, single, slip

QUIZ = [
    number(
        "One factor. A user has rated two films with $q = 1$ and $q = 2$; the errors to explain are 1 and 3, and "
        r"$\lambda = 2$. What is $p_u$?",
        1.0,
        r"$Q^\top Q = 1 + 4 = 5$ and $Q^\top e = 1 + 6 = 7$; $7 / (5 + 2) = 1$.",
        slip(1.4, r"That is $7 / 5$. Where is $\lambda$?"),
        slip(7.0, r"That is $Q^\top e$. The equation $(Q^\top Q + \lambda)\,p = 7$ is still to be solved."),
        slip(7 / 9, r"$\lambda$ is added once, not once for each rating.", 0.01),
        slip(0.8, r"The right side is $\sum_i e_i q_i$: each error is multiplied by its $q$ before they are added."),
        slip(4 / 7, "That has the sum of the errors on the right side. Multiply each by its $q$ first.", 0.01),
        slip(1.75, r"Something is missing below: $Q^\top Q$ is the sum of the *squares* of 1 and 2."),
        otherwise=r"Two sums over the films: $Q^\top Q = \sum q^2$ and $Q^\top e = \sum e\,q$; then one division.",
    ),
    single(
        "Why does nobody solve for all $p_u$ and all $q_i$ at once?",
        right(
            "the loss has products of two unknowns, so setting derivatives to zero gives no linear equations",
            "With one side fixed, the products have one unknown factor, and the equations are linear.",
        ),
        other(
            "there are more unknowns than ratings",
            r"There may be, and $\lambda$ takes care of that. Which terms of the loss are not squares of something "
            "linear?",
        ),
        other(
            "the matrix would not fit into memory",
            "There is no such matrix: write the derivative with respect to $p_u$. What is it multiplied by?",
        ),
        other(
            "it would overfit",
            r"Overfitting depends on $\lambda$ and $k$, not on how the minimum is found. What makes the equations "
            "hard?",
        ),
    ),
    single(
        "A half-sweep for the users has ended. Right after it, another one for the users is started. What happens?",
        right(
            "nothing: every user is already at the best place",
            "The films have not moved, so the equations are the same, and so are their solutions.",
        ),
        other("the loss falls again, by less", "Which numbers in the users' equations have changed since?"),
        other("the loss may rise", "The users' equations have the same films as before. Can the solution be another?"),
        other("the users overfit", "They are solved for exactly, once. Can solving the same equations twice differ?"),
    ),
    multiple(
        r"You raise $\lambda$. What becomes of one user's solution, with the films as they stand?",
        right("the vector becomes shorter", r"For $\lambda \to \infty$ it is zero."),
        right("the user's training error grows", r"At $\lambda = 0$ it is as small as the films' vectors allow."),
        other(
            "every entry shrinks by the same share",
            "By hand, (2, 1) became (1.4, 0.8). Was that the same share?",
        ),
        other(
            "the equations become harder to solve",
            r"The larger the diagonal, the further the matrix is from having no inverse. What happens at "
            r"$\lambda = 0$?",
        ),
    ),
    single(
        r"The penalty is $\lambda\,n$, where $n$ is the number of ratings. Compared with the same $\lambda$ for all, "
        "whose vectors may become longer?",
        right(
            r"those of films with few ratings, where $\lambda$ is chosen to suit the others",
            r"Their penalty is small, and their three ratings push as ever. With $\sqrt n$ the difference is smaller.",
        ),
        other(
            "those of films with many ratings",
            "For them $n$ is large. Does a larger penalty make vectors longer?",
        ),
        other("nobody's", r"With the same total, if many get a larger penalty, who gets a smaller one?"),
    ),
    number(
        "The samples predict a rating with a standard deviation of 0.6 stars, and the noise has 0.8. What is the "
        "standard deviation of the rating?",
        1.0,
        r"$\sqrt{0.36 + 0.64} = 1$: variances add up.",
        slip(1.4, "Standard deviations do not add up. What does?"),
        slip(0.6, "That is how well the expectation is known. The rating differs from it by the noise."),
        slip(0.8, "The samples disagree, too."),
        slip(0.7, "Two independent sources of error make more error, not the mean of both."),
        slip(1.16, r"That has $0.8$ under the root in place of $0.8^2$, or the like. Square both.", 0.03),
        otherwise="Square both, add them, and take the root.",
        unit="stars",
    ),
    multiple(
        "A 90 % interval holds 91 % of the ratings that were not learned from. What does that say?",
        right("over all these ratings together, the promise is kept", "That is what coverage counts."),
        other(
            "for each user it holds nine ratings of ten",
            "Shares of groups may differ and balance out. What was shown for films with few and with many ratings?",
        ),
        other(
            "the predictions are good",
            "An interval from 0.5 to 5 holds every rating. What else would you have to look at?",
        ),
        right(
            "it can be had with a worse model, too, with wider intervals",
            "Coverage is one half of quality, width the other.",
        ),
    ),
]
