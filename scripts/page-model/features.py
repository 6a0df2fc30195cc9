import json,pickle,numpy as np,lightgbm as lgb,sys,time
from labels import T,ev
from words import fold_of
from collections import defaultdict
NF=97; names=[x.strip() for x in open('names.txt')]; NF=len(names); NC=18; NB=NF-NC
rows,L=pickle.load(open('lab.pkl','rb')); lab={r['id']:l for r,l in zip(rows,L)}; txt={r['id']:r for r in rows}
pages=[]; X=[];Y=[];W=[];F=[];start=[0]
for k in range(5):
    ids=[x.strip() for x in open('ids_%d.txt'%k)]; M=np.fromfile('fo_%d.f32'%k,dtype=np.float32).reshape(-1,NF); o=0
    for i in ids:
        y,nt,n=lab[i]; m=len(y); 
        if m==0: continue
        t=T[i]; kw={'article':1.}.get(t['kind'],.25)
        nt=np.array(nt,dtype=float); tw=kw*(np.minimum(nt,200)**.8+1)/(n**.8+40)**1.0*100
        pages.append((i,k,o)); X.append(M[o:o+m]); Y+=y; W.append(np.minimum(tw,30)); F+=[k]*m; o+=m; start.append(start[-1]+m)
    assert o==len(M),(o,len(M))
X=np.concatenate(X).copy();Y=np.array(Y);W=np.concatenate(W);F=np.array(F)
print(X.shape,Y.mean())
P1=dict(objective='cross_entropy',learning_rate=.12,num_leaves=24,min_data_in_leaf=60,max_bin=63,feature_fraction=.35,bagging_fraction=.4,bagging_freq=1,lambda_l2=5,verbosity=-1,num_threads=2,seed=1,deterministic=True)
def fit(X,Y,W,n,P=P1): return lgb.train(P,lgb.Dataset(X,Y,weight=W,free_raw_data=False),num_boost_round=n)
def ctx(i,p):  # compute context features in python for page i (mirror of C++)
    raise 0
def evalp(p,thr=.5,show=0):
    G=defaultdict(list); bad=[]
    for j,(i,k,o) in enumerate(pages):
        a,b=start[j],start[j+1]; t=T[i]; q=p[a:b]
        out='\n\n'.join(x for x,v in zip(txt[i]['b'],q) if v>thr)
        m=ev.match(t['text'],out,True); g=t['set']+('/'+t['kind'] if t['set']=='wcxb' else ''); G[g].append(m)
        if g in('zyte','fundus','wcxb/article'): bad.append((2*m[0]/(2*m[0]+m[1]+m[2]) if m[0] else 0,i,'P %.2f R %.2f'%(ev.prec(*m),ev.rec(*m))))
    print(' '.join('%s %.4f(%.3f/%.3f)'%((g,ev.prf(G[g])[2])+ev.prf(G[g])[:2]) for g in ('zyte','fundus','wcxb/article')),' | ',' '.join('%s %.3f'%(g[5:],ev.prf(G[g])[2]) for g in sorted(G) if g.startswith('wcxb/') and g!='wcxb/article'))
    for b in sorted(bad)[:show]: print('  %.3f %s %s'%b)
