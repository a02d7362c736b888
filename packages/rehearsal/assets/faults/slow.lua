-- Keeps each worker busy nearly all the time: whatever is asked waits for its turn.
local ffi = require "ffi"
ffi.cdef [[ int usleep(unsigned int microseconds); ]]
ngx.timer.every(0.001, function() ffi.C.usleep(20000) end)
