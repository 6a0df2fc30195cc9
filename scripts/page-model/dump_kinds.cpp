#include "indexer/readers/html/parse_html.hpp"
#include "indexer/readers/html/page_encoding.hpp"
#include "indexer/readers/html/page_head.hpp"
#include "indexer/readers/html/page_kind.hpp"
#include <nlohmann/json.hpp>
#include <fstream>
#include <sstream>
#include <iostream>
#include <deque>
#include <set>
using namespace dateline::html; using namespace std;
int main(int n,char**v){ // kfeat LEX|- [words]
 deque<string> store; vector<ClassWord> rows; if(string(v[1])!="-"){ ifstream f(v[1]); string w; int a,b; while(f>>w>>a>>b){ store.push_back(w); rows.push_back({store.back(),(int8_t)a,(int8_t)b}); } }
 ClassWords words(rows); string line; bool wd=n>2;
 while(getline(cin,line)){ string id=line.substr(0,line.find('\t')), url=line.substr(line.find('\t')+1); ifstream f(string("html/pages/")+id+".html"); stringstream ss; ss<<f.rdbuf();
  DecodedPage page=decode_page(ss.str(),""); HtmlTree tree=parse_html(page.text); PageHead head=read_head(tree); ArticleText art=read_article(tree,head);
  nlohmann::json j; j["id"]=id; j["f"]=kind_features(tree,head,art,url,words);
  if(wd){ set<string> s; for(NodeId i=0;i<tree.size();++i) if(tree.tag(i)!=Tag::text) for_each_class_word(tree,i,[&](string_view w){s.insert(string(w));}); j["w"]=s; set<string> u; string_view p=url; p=p.substr(min(p.size(),p.find('/',9))); ClassWordCutter c(p); for(auto w=c.next();!w.empty();w=c.next()) u.insert(string(w)); j["u"]=u; }
  cout<<j.dump(-1,' ',false,nlohmann::json::error_handler_t::replace)<<"\n"; } 
 ofstream nn("knames.txt"); for(auto s:kind_feature_names()) nn<<s<<"\n"; }
