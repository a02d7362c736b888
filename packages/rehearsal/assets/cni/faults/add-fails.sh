if [ "$CNI_COMMAND" = ADD ]; then exit 1; fi
