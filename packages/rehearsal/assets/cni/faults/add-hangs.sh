if [ "$CNI_COMMAND" = ADD ]; then exec sleep infinity; fi
