from features import *
import subprocess,os
n2=int(sys.argv[1]); p1=np.load('p1.npy')
o=0
for k in range(5):
    p1[F==k].astype(np.float32).tofile('sc_%d.f32'%k)
    subprocess.run(['./feat','lex_%d.txt'%k,'ids_%d.txt'%k,'fc_%d'%k],env=dict(os.environ,TLEX='tlex_%d.txt'%k,SCORES='sc_%d.f32'%k),check=True)
C=np.concatenate([np.fromfile('fc_%d.f32'%k,dtype=np.float32).reshape(-1,NF)[:,NB:] for k in range(5)])
X[:,NB:]=C
np.save('C.npy',C)
P2=dict(P1)
p2=np.zeros(len(Y)); t=time.time()
for k in range(5):
    m=fit(X[F!=k],Y[F!=k],W[F!=k],n2,P2); p2[F==k]=m.predict(X[F==k]); print(k,time.time()-t,flush=True)
for thr in (.3,.4,.5,.6): print(thr,end=' '); evalp(p2,thr,show=25 if thr==.4 else 0)
np.save('p2.npy',p2)
imp=sorted(zip(m.feature_importance('gain'),names),reverse=True); print([(n,round(float(g)/1e3)) for g,n in imp[:40]])
