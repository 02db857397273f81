"""Quality measured against gold data, apart from the tests: precision, recall and F1 of each stage."""
