from . import agenda, people, programme, staff, visits

__all__ = ["agenda", "people", "programme", "staff", "visits"]
