import json,sys,re,pickle,importlib.util,bisect
from collections import defaultdict
spec=importlib.util.spec_from_file_location('ev','../shared/data/web/tools/eval_html.py'); ev=importlib.util.module_from_spec(spec); spec.loader.exec_module(ev)
T={}
for l in open('html/truth.jsonl'):
    r=json.loads(l); T[r['id']]=r
def tk(s): return [x.lower() for x in ev.toks(s,True)]
def label(blocks,truth):
    lines=[tk(x) for x in re.split(r'\n+',truth)]
    t=[x for l in lines for x in l]; pos=0; ls=defaultdict(list)
    for l in lines:
        if 0<len(l)<4: ls[tuple(l)].append(pos)
        pos+=len(l)
    g=defaultdict(list)
    for i in range(len(t)-3): g[tuple(t[i:i+4])].append(i)
    s3=defaultdict(list)
    for n in (1,2,3):
        for i in range(len(t)-n+1): s3[tuple(t[i:i+n])].append(i)
    n=len(blocks); lab=[0.]*n; nt=[0]*n; cands=[]
    for i,b in enumerate(blocks):
        b=tk(b); nt[i]=len(b)
        if not b: continue
        if len(b)>=4:
            hits=0; starts=defaultdict(int)
            for k in range(len(b)-3):
                p=g.get(tuple(b[k:k+4]))
                if p:
                    hits+=1
                    for q in p[:6]: starts[q-k]+=1
            if hits:
                f=hits/(len(b)-3)
                # best starts
                best=sorted(starts.items(),key=lambda x:-x[1])[:4]
                for st,c in best: cands.append((i,max(0,st),min(len(t),st+len(b)),c+.0,f if c>=hits*.5 else c/(len(b)-3)))
        else:
            for q in ls.get(tuple(b),[])[:4]: cands.append((i,q,q+len(b),len(b)*.9,1.))
            if tuple(b) not in ls:
                for q in s3.get(tuple(b),[])[:4] if len(b)>1 or len(b[0])>6 else []: cands.append((i,q,q+len(b),len(b)*.3,1.))
    # weighted chain: increasing block index and start
    cands.sort(key=lambda c:(c[0],-c[1]))
    m=len(cands); best=[0.]*m; prev=[-1]*m
    # fenwick over start positions for max of best with end<=start (use start order, allow slight overlap)
    N=len(t)+2; tree=[(0.,-1)]*(N+1)
    def upd(p,v):
        p+=1
        while p<=N:
            if v>tree[p]: tree[p]=v
            p+=p&-p
    def qry(p):
        p+=1; r=(0.,-1)
        while p>0:
            if tree[p]>r: r=tree[p]
            p-=p&-p
        return r
    k=0
    while k<m:
        e=k
        while e<m and cands[e][0]==cands[k][0]: e+=1
        for q in range(k,e):
            v,pi=qry(min(cands[q][1]+1,N-1)); best[q]=v+cands[q][3]; prev[q]=pi
        for q in range(k,e): upd(min(max(0,cands[q][2]-1),N-1),(best[q],q))
        k=e
    cov=bytearray(len(t)+1)
    if m:
        q=max(range(m),key=lambda i:best[i])
        while q>=0:
            c=cands[q]; lab[c[0]]=max(lab[c[0]],c[4])
            for x in range(c[1],c[2]): cov[x]=1
            q=prev[q]
    for c in sorted(cands,key=lambda c:-c[3]):
        if lab[c[0]]==0 and c[2]-c[1]>=4 and sum(cov[c[1]:c[2]])<.3*(c[2]-c[1]):
            lab[c[0]]=c[4]
            for x in range(c[1],c[2]): cov[x]=1
    return lab,nt,len(t)
if __name__=='__main__':
    from multiprocessing import Pool
    rows=[json.loads(l) for l in open('f0.jsonl')]
    def f(r): return label(r['b'],T[r['id']]['text'])
    with Pool(2) as p: L=p.map(f,rows,chunksize=20)
    pickle.dump((rows,L),open('lab.pkl','wb'))
    # ceiling
    G=defaultdict(list)
    for r,(lab,nt,n) in zip(rows,L):
        t=T[r['id']]; out='\n\n'.join(b for b,y in zip(r['b'],lab) if y>.5)
        G[t['set']+('/'+t['kind'] if t['set']=='wcxb' else '')].append(ev.match(t['text'],out,True))
    for k in G: print(k,len(G[k]),'P %.3f R %.3f F %.3f'%ev.prf(G[k]))
