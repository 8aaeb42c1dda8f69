"""How the offline judge is trained: text put together from labelled variants, torch, export.

Needs the `train` extra (torch, transformers); nothing here is imported at run time.
"""
