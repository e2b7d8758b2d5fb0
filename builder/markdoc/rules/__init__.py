"""What Markdoc adds to Markdown's own rules, one rule a file."""
