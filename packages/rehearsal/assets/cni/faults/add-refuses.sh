if [ "$CNI_COMMAND" = ADD ]; then
  echo '{"cniVersion":"0.4.0","code":7,"msg":"invalid network config","details":"bad subnet"}'
  exit 1
fi
