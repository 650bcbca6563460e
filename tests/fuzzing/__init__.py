"""Coverage-guided fuzzing of what reads files of others: `python -m tests.fuzzing`; needs atheris."""
