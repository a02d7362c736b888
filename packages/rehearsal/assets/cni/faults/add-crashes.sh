if [ "$CNI_COMMAND" = ADD ]; then kill -SEGV $$; fi
