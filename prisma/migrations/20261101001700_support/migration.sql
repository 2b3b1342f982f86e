-- Support reads, and changes nothing.
ALTER TABLE membership DROP CONSTRAINT known_role,
  ADD CONSTRAINT known_role CHECK (role IN ('analyst', 'compliance', 'executive', 'support', 'admin'));
