"""Turn rows of official tables into facts: who voted how, on what, brought forward by whom."""
