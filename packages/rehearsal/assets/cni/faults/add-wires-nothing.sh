if [ "$CNI_COMMAND" = ADD ]; then
  cat > /dev/null
  echo '{"cniVersion":"0.4.0","interfaces":[{"name":"eth0","sandbox":"'"$CNI_NETNS"'"}],"ips":[{"version":"4","interface":0,"address":"10.87.1.200/24","gateway":"10.87.1.1"}],"dns":{}}'
  exit 0
fi
