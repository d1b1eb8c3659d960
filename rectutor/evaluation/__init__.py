"""How good a model is: its errors, its lists and what they are like beyond accuracy, and how sure a difference is."""

from rectutor.evaluation.beyond_accuracy import diversity
from rectutor.evaluation.ranking import rank
from rectutor.evaluation.ranking_metrics import ndcg, precision, recall, reciprocal_rank

__all__ = ["diversity", "ndcg", "precision", "rank", "recall", "reciprocal_rank"]
