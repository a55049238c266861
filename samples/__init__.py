"""Sample offices: their lists, and the script that makes workbooks of them."""
