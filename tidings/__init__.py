import os

# Before numpy is loaded anywhere: its matrices are small here, and threads that wait for each other cost nine times
# what they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
