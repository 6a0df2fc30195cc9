import sys
def export(models,names,base,outdir='indexer/readers/html/'):
    nodes=[];roots=[]
    for m in models:
        for t in m.dump_model()['tree_info']:
            roots.append(len(nodes)); tree=[]
            def put(n):
                i=len(tree); tree.append(None)
                if 'leaf_value' in n and 'split_feature' not in n: tree[i]=(-1,n['leaf_value'],0,0,''); return i
                y=put(n['left_child']); z=put(n['right_child']); tree[i]=(n['split_feature'],n['threshold'],y,z,names[n['split_feature']]); return i
            put(t['tree_structure']); nodes+=tree
    f=lambda x:('%.6g'%x)+('' if any(c in '%.6g'%x for c in '.en') else '.0')+'F'
    with open(outdir+base+'.inc','w') as o:
        o.write('// Made by scripts/page-model; not to be edited.\n')
        for a,b,c,d,n in nodes: o.write('{%d, %s, %d, %d},%s\n'%(a,f(b),c,d,'  // '+n if n else ''))
    with open(outdir+base+'_roots.inc','w') as o: o.write('// Made by scripts/page-model; not to be edited.\n'+''.join('%d,\n'%r for r in roots))
    print(base,len(roots),'trees',len(nodes),'nodes')
def export_words(path,base,outdir='indexer/readers/html/'):
    with open(outdir+base+'.inc','w') as o:
        o.write('// Made by scripts/page-model; not to be edited.\n')
        for l in open(path):
            w,a,b=l.split(); o.write('{"%s", %s, %s},\n'%(w,a,b))
