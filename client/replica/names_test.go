package replica_test

import "casusoverleg/room/covenant"

type covenantCode = covenant.Code
