from features import *
n1=int(sys.argv[1]) if len(sys.argv)>1 else 60
p1=np.zeros(len(Y)); t=time.time()
for k in range(5):
    m=fit(X[:,:NB][F!=k],Y[F!=k],W[F!=k],n1); p1[F==k]=m.predict(X[:,:NB][F==k])
print('stage1',time.time()-t); 
for thr in (.35,.5): evalp(p1,thr)
np.save('p1.npy',p1)
imp=sorted(zip(m.feature_importance('gain'),names),reverse=True); print([(n,round(float(g)/1e3)) for g,n in imp[:40]])
