"""Recognisers: given a folded text and a position, each reads one part of a citation.

A recogniser never searches the text; it reads where it is told to and gives what it found with its
end, or nothing. `refextract.scanning` says where, `refextract.extraction` puts the parts together.
"""
