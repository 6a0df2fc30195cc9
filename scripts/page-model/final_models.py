from features import *
from trees import export,export_words
n1,n2=int(sys.argv[1]),int(sys.argv[2])
p1=np.load('p1.npy'); X[:,NB:]=np.load('C.npy')
m1=fit(X[:,:NB],Y,W,n1); m2=fit(X,Y,W,n2,dict(P1))
export([m1],names,'block_model'); export([m2],names,'context_model'); export_words('lex_all.txt','class_words'); export_words('tlex_all.txt','text_words')
