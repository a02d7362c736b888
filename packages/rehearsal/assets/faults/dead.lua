error("attempt to index upvalue 'free_queue' (a nil value)")
