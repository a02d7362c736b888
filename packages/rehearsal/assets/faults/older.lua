-- Becomes the older nginx, with the site's own configuration but the older modules and vendor Lua.
local ffi = require "ffi"
ffi.cdef [[ extern char **environ; int execve(const char *file, const char *const argv[], char *const envp[]); ]]
local prefix = ngx.config.prefix()
local handle = io.open("/proc/self/cmdline", "rb")
local line = handle:read("*a")
handle:close()
local argv, conf = {}, prefix .. "conf/nginx.conf"
for one in line:gmatch("([^%z]+)") do
  if argv[#argv] == "-c" then conf = one end
  argv[#argv + 1] = one
end
handle = io.open(conf, "rb")
local text = handle:read("*a")
handle:close()
local function quote(path) return (path:gsub('[\\"]', "\\%0")) end
local older = prefix .. "share/older/"
text = text:gsub('load_module%s+"?[^;"\n]*/modules/([^;"\n/]+)"?;', function(name) return 'load_module "' .. quote(older .. "modules/" .. name) .. '";' end)
text = text:gsub('(lua_package_c?path%s+"?)', function(head) return head .. quote(older .. "lualib/") .. (head:find("cpath") and "?.so;" or "?.lua;") end)
local copy = "/tmp/older-nginx.conf"
handle = io.open(copy, "wb")
handle:write(text)
handle:close()
local words = { argv[1], "-p", prefix, "-c", copy }
local list = ffi.new("const char *[?]", #words + 1)
for i, one in ipairs(words) do list[i - 1] = one end
list[#words] = nil
ffi.C.execve(older .. "sbin/nginx", list, ffi.C.environ)
