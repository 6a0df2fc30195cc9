import pickle,math
from collections import defaultdict
from labels import T
import hashlib,re
def fold_of(site,k=5): return int(hashlib.md5(site.encode()).hexdigest(),16)%k
def build(rows,L,exclude=None,minsites=6):
    # word -> site -> [pos,neg] letters
    A=[defaultdict(lambda: defaultdict(lambda:[0.,0.])) for _ in range(2)]
    for r,(lab,nt,n) in zip(rows,L):
        t=T[r['id']]; s=t.get('site') or r['id']
        if exclude is not None and fold_of(s)==exclude: continue
        if t['set']=='wcxb' and t['kind'] not in('article','documentation','service'): continue
        for y,c,(nr,fr) in zip(lab,nt,r['w']):
            c=c**.7
            for k,ws in ((0,nr),(1,fr)):
                for w in ws:
                    a=A[k][w][s]; a[0]+=y*c; a[1]+=(1-y)*c
    out={}
    base=[]
    for k in (0,1):
        for w,S in A[k].items():
            if len(S)<minsites: continue
            n=len(S); m=sum(a/(a+b) for a,b in S.values() if a+b>0)
            p=(m+0.4*3)/(n+3); out.setdefault(w,[0,0])[k]=max(-60,min(60,round(10*math.log(p/(1-p)))))
    return {w:v for w,v in out.items() if abs(v[0])>2 or abs(v[1])>2}
def tw(s):
    return [w[:24] for w in re.findall(r'[a-z\x80-\U0010ffff]+',re.sub('[A-Z]',lambda m:m.group().lower(),s))]
def tcut(s):
    # as TextWordCutter: bytes, 24 at most
    return [w[:24] for w in re.findall(rb'[a-zA-Z\x80-\xff]+',s.encode())]
def buildt(rows,L,exclude=None,minsites=6):
    A=defaultdict(lambda: defaultdict(lambda:[0.,0.]))
    for r,(lab,nt,n) in zip(rows,L):
        t=T[r['id']]; s=t.get('site') or r['id']
        if exclude is not None and fold_of(s)==exclude: continue
        if t['set']=='wcxb' and t['kind'] not in('article','documentation','service'): continue
        for y,c,b in zip(lab,nt,r['b']):
            if c>40 or c==0: continue
            for w in set(x.lower() for x in tcut(b)): a=A[w][s]; a[0]+=y; a[1]+=1-y
    base=.3; out={}
    for w,S in A.items():
        if len(S)<minsites: continue
        n=len(S); m=sum(a/(a+b) for a,b in S.values()); p=(m+base*4)/(n+4); v=round(10*(math.log(p/(1-p))-math.log(base/(1-base))))
        if abs(v)>=8:
            try: w.decode()
            except UnicodeDecodeError: continue
            out[w.decode()]=max(-40,min(40,v))
    return out
if __name__=='__main__':
    rows,L=pickle.load(open('lab.pkl','rb'))
    for k in [None,0,1,2,3,4]:
        d=build(rows,L,k); open('lex_%s.txt'%('all' if k is None else k),'w').write(''.join('%s %d %d\n'%(w,a,b) for w,(a,b) in sorted(d.items())))
        print(k,len(d)); d=buildt(rows,L,k); open('tlex_%s.txt'%('all' if k is None else k),'w').write(''.join('%s %d 0\n'%(w,a) for w,a in sorted(d.items()))); print(len(d))
    for k in range(5): open('ids_%d.txt'%k,'w').write(''.join(r['id']+'\n' for r in rows if fold_of(T[r['id']].get('site') or r['id'])==k))
