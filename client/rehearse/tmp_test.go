package rehearse
import ("testing";"os";"context";"fmt";"time")
func TestTmp(t *testing.T){ s,err:=Load("testdata/alle-werkwoorden.yaml"); if err!=nil {t.Fatal(err)}; h:=newHost(t); b:=time.Now(); err=Run(context.Background(),s,h.options(os.Stdout)); fmt.Println(err, time.Since(b)); h.stop(); fmt.Println(time.Since(b)) }
