"""For whoever keeps the catalogue: what bulletins name that it lacks, and what a new name would change.

python -m extract.curation list FOLDER
python -m extract.curation add-alias CODE ALIAS FOLDER
python -m extract.curation add-metric CODE --name-zh … --name-en … FOLDER
"""
