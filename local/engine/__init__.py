"""The translation engine of the local run: real Portuguese, pseudo everything else."""
