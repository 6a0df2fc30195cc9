import json,math,numpy as np,lightgbm as lgb,sys
from collections import defaultdict
from labels import T
from words import fold_of
from trees import export,export_words
R=[json.loads(l) for l in open('k0.jsonl')]; names=[x.strip() for x in open('knames.txt')]
KM={'article':0,'forum':1,'collection':2,'listing':2,'product':3,'service':4,'documentation':4,'page':0}
ids=[r['id'] for r in R]; y=np.array([KM[T[i]['kind']] for i in ids]); g=np.array([fold_of(T[i].get('site') or i) for i in ids]); wx=np.array([T[i]['set']=='wcxb' for i in ids])
print(len(ids),np.bincount(y))
def words(mask,minsites=8):
    A=[defaultdict(lambda: defaultdict(list)),defaultdict(lambda: defaultdict(list))]
    for r,a,k in zip(R,mask,y):
        if not a or T[r['id']]['set']!='wcxb': continue
        s=T[r['id']].get('site')
        for b,ws in ((0,r['w']),(1,r['u'])):
            for w in ws: A[b][w][s].append(k==0)
    out={}
    for b in (0,1):
        for w,S in A[b].items():
            if len(S)<minsites: continue
            m=sum(np.mean(v) for v in S.values()); n=len(S); p=(m+.53*4)/(n+4); v=round(10*(math.log(p/(1-p))-math.log(.53/.47)))
            if abs(v)>=6: out.setdefault(w,[0,0])[b]=max(-40,min(40,v))
    return out
iw=names.index
def feats(r,D):
    f=list(r['f'])
    u=[D[w][1] for w in r['u'] if w in D]; f[iw('url_words')]=sum(u); f[iw('url_words_min')]=min(u+[0])
    c=[D[w][0] for w in r['w'] if w in D]; f[iw('class_words')]=sum(c); f[iw('class_words_min')]=min(c+[0]); f[iw('class_words_max')]=max(c+[0]); f[iw('class_words_mean')]=sum(c)/len(c) if c else 0
    return f
X=np.zeros((len(R),len(names)))
for k in range(5):
    D=words(g!=k)
    for j in np.where(g==k)[0]: X[j]=feats(R[j],D)
w=np.where(wx,1.,.3)
P=dict(objective='binary',learning_rate=.1,num_leaves=8,min_data_in_leaf=20,feature_fraction=.4,bagging_fraction=.8,bagging_freq=1,lambda_l2=5,verbosity=-1,num_threads=1,seed=1)
p=np.zeros((len(R),5)); NT=40
for k in range(5):
    for c in range(5):
        m=lgb.train(P,lgb.Dataset(X[g!=k],(y==c)[g!=k],weight=w[g!=k]),NT); p[g==k,c]=m.predict(X[g==k])
q=p.argmax(1)
def f1(c,mask):
    tp=((q==c)&(y==c)&mask).sum(); fp=((q==c)&(y!=c)&mask).sum(); fn=((q!=c)&(y==c)&mask).sum(); return tp/(tp+fp),tp/(tp+fn),2*tp/(2*tp+fp+fn)
for c in range(5): print(c,'%.3f %.3f %.3f'%f1(c,wx))
for s in ('fundus','zyte','mediacloud','postlight'):
    a=np.array([T[i]['set']==s for i in ids]); print(s,(q[a]==0).mean() if a.any() else None)
D=words(np.ones(len(R),bool)); open('kwords.txt','w').write(''.join('%s %d %d\n'%(a,b[0],b[1]) for a,b in sorted(D.items())))
ms=[lgb.train(P,lgb.Dataset(X,(y==c),weight=w),NT) for c in range(5)]
export(ms,names,'kind_model'); export_words('kwords.txt','kind_words'); print(len(D),'words')
