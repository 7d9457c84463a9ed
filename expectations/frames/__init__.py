"""Turn what the warehouse holds into one column per rule.

Each builder is a pure function of frames. In what it returns, a null in a rule's column means that the rule does not
apply to the row; every other column is there for the reasons. Great Expectations only ever sees these columns.
"""
