from . import questionnaires, questions

__all__ = ["questionnaires", "questions"]
