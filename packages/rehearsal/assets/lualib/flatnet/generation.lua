-- Which generation this *process* was started from: read once, by the master, for a pointer may be moved under it.
local M = {}
local handle = io.open(ngx.config.prefix() .. "generation.json", "rb")
if handle then
  local ok, cjson = pcall(require, "cjson.safe")
  M.read = ok and cjson.decode(handle:read("*a")) or nil
  handle:close()
end
return M
