-- What waits to be sorted into the index is sorted in by little: whoever sorts it in has a core of two.
ALTER INDEX "said_line_words" SET (gin_pending_list_limit = 256);
