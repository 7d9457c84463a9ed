-- A page can say the same twice (a speech copied into it again); the later figure names the one that counts.
ALTER TABLE raw.mentions ADD COLUMN duplicate_of INTEGER;
COMMENT ON COLUMN raw.mentions.duplicate_of IS
    'Ordinal of the mention of the same document that this one repeats; null for all that count';
