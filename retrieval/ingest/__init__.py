"""An article on its way in: loaded, cleaned, cut into passages, stored."""
