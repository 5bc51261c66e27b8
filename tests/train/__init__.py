"""What is learned, and how to learn it again. Nothing here runs with the tests.

clusters.py     python -m tests.train.clusters   word classes: flows/entities/weights/clusters.npz
entities.py     python -m tests.train.entities   the recogniser: flows/entities/weights/en.npz and xx.npz
"""
