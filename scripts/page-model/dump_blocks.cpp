// feat LEXICON|- IDLIST OUTPREFIX : dumps features + block texts
#include "indexer/readers/html/parse_html.hpp"
#include "indexer/readers/html/page_encoding.hpp"
#include "indexer/readers/html/page_head.hpp"
#include "indexer/readers/html/block_features.hpp"
#include <nlohmann/json.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <iostream>
#include <deque>
#include <set>
using namespace dateline::html; using namespace std;
int main(int n,char**v){
 deque<string> store; vector<ClassWord> rows;
 if(string(v[1])!="-"){ ifstream f(v[1]); string w; int a,b; while(f>>w>>a>>b){ store.push_back(w); rows.push_back({store.back(),(int8_t)a,(int8_t)b}); } }
 ClassWords words(rows); deque<string> store2; vector<ClassWord> rows2; if(getenv("TLEX")){ ifstream f(getenv("TLEX")); string w; int a,b; while(f>>w>>a>>b){ store2.push_back(w); rows2.push_back({store2.back(),(int8_t)a,(int8_t)b}); } } ClassWords twords(rows2); ifstream sc; if(getenv("SCORES")) sc.open(getenv("SCORES"),ios::binary);
 ifstream ids(v[2]); string id; ofstream feats(string(v[3])+".f32",ios::binary), blocks_out(string(v[3])+".jsonl"); bool dumpwords=n>4;
 while(getline(ids,id)){ ifstream f(string("html/pages/")+id+".html"); stringstream ss; ss<<f.rdbuf();
  DecodedPage page=decode_page(ss.str(),""); HtmlTree tree=parse_html(page.text); PageHead head=read_head(tree);
  PageEvidence ev; ev.title=string(head.meta({"og:title","twitter:title"})); if(ev.title.empty()) ev.title=head.title; ev.description=string(head.meta({"og:description","description"}));
  for(auto&x:head.nodes) if(x.article_body.size()>ev.article_body.size()) ev.article_body=x.article_body;
  auto blocks=text_blocks(tree); auto t=block_features(tree,blocks,ev,words,twords);
  if(getenv("SCORES")){ vector<float> q(blocks.size()); sc.read((char*)q.data(),q.size()*4); add_context_features(tree,blocks,q,t); }
  if(blocks.size()) feats.write((const char*)t.row(0),sizeof(float)*t.rows()*t.columns());
  nlohmann::json j; j["id"]=id; j["enc"]=page.encoding; auto&b=j["b"]=nlohmann::json::array(); 
  for(auto&x:blocks) b.push_back(block_text(tree,x));
  auto&q=j["el"]=nlohmann::json::array(); for(auto&x:blocks) q.push_back(x.element);
  auto&tg=j["tag"]=nlohmann::json::array(); for(auto&x:blocks) tg.push_back(string(name_of(tree.tag(x.element))));
  if(dumpwords){ auto&w=j["w"]=nlohmann::json::array(); 
   for(auto&x:blocks){ NodeId h=tree.parent(x.begin); while(h!=x.element&&tree.end(h)<x.end) h=tree.parent(h); set<string> nr,fr; int lvl=0; for(NodeId a=h;a!=no_node;a=tree.parent(a),++lvl) for_each_class_word(tree,a,[&](string_view s){ (lvl<3?nr:fr).insert(string(s)); }); w.push_back(nlohmann::json::array({nr,fr})); } }
  if(!getenv("SCORES")) blocks_out<<j.dump(-1,' ',false,nlohmann::json::error_handler_t::replace)<<"\n"; }
 if(n>5){ for(auto s:block_feature_names()) cout<<s<<"\n"; for(auto s:context_feature_names()) cout<<s<<"\n"; }
}
