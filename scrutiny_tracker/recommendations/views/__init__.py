"""Cut by voice: register, sendings, answers, progress, decisions."""
